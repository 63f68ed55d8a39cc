package cn.juhui.refund.adapter.http.bulk;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.journal.Versions;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.bulk.BulkView.Outcome;
import cn.juhui.refund.adapter.http.bulk.BulkView.RowView;
import cn.juhui.refund.adapter.http.view.RefundAccess;
import cn.juhui.refund.adapter.http.view.RefundAnswers;
import cn.juhui.refund.adapter.http.view.StatusTexts;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Intervention;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Deciding many cases at once: merchants approve or reject, agents take or rule. Every row is decided for itself, with the version that its
/// caller saw.
@RestController
class BulkController {

    private static final Logger LOG = LoggerFactory.getLogger(BulkController.class);

    /// Shorter than an idempotency key is held for a request in work, so that a slow store never lets two tries run at once.
    private static final Duration BUDGET = Duration.ofSeconds(12);

    private final RefundAccess access;
    private final RefundCommands commands;
    private final Problems problems;
    private final Texts texts;

    BulkController(RefundAccess access, RefundCommands commands, Problems problems, Texts texts) {
        this.access = access;
        this.commands = commands;
        this.problems = problems;
        this.texts = texts;
    }

    @PostMapping("/v1/refunds/bulk")
    BulkView decide(
            @Valid @RequestBody BulkBodies.Bulk body,
            Caller caller,
            RequestContext request,
            HttpServletRequest http) {
        if (!caller.is(body.action().role)) {
            throw ProblemException.forbidden();
        }
        var command = body.command();
        var end = System.nanoTime() + BUDGET.toNanos();
        var rows = new ArrayList<RowView>();
        for (var row : body.rows()) {
            rows.add(
                    System.nanoTime() < end
                            ? decide(row, body, command, caller, request, http)
                            : failed(row, http));
        }
        return BulkView.of(body.action(), body.isDryRun(), rows);
    }

    private RowView decide(
            BulkBodies.Row row,
            BulkBodies.Bulk body,
            Command command,
            Caller caller,
            RequestContext request,
            HttpServletRequest http) {
        try {
            var loaded = access.find(row.id(), caller);
            var refund = loaded.stored().aggregate();
            var by = request.cause(access.acting(refund, caller, body.action().role));
            var cause =
                    new Cause(
                            by.actor(),
                            by.id(),
                            by.traceparent(),
                            null,
                            Versions.of(row.version()));
            var handled =
                    body.isDryRun()
                            ? commands.rehearse(loaded, command, cause)
                            : commands.handle(loaded, command, cause);
            return view(handled);
        } catch (ProblemException e) {
            return RowView.not(row.id(), Outcome.REFUSED, problem(row, e, http));
        } catch (RuntimeException e) {
            LOG.error("{} of {} failed", body.action(), row.id(), e);
            return failed(row, http);
        }
    }

    private RowView view(Handled<Refund, Refusal> handled) {
        var outcome = handled instanceof Handled.Unchanged ? Outcome.UNCHANGED : Outcome.ACCEPTED;
        return view(outcome, RefundAnswers.stored(handled));
    }

    private RowView view(Outcome outcome, Stored<Refund> now) {
        var refund = now.aggregate();
        return new RowView(
                now.id(),
                outcome,
                refund.status(),
                StatusTexts.of(refund, texts),
                refund.approved(),
                now.version(),
                refund.intervention() instanceof Intervention.Proposed ? true : null,
                null);
    }

    private RowView failed(BulkBodies.Row row, HttpServletRequest http) {
        var why = ProblemException.of(503, "SERVICE_UNAVAILABLE");
        return RowView.not(row.id(), Outcome.FAILED, problem(row, why, http));
    }

    private Map<String, Object> problem(
            BulkBodies.Row row, ProblemException why, HttpServletRequest http) {
        var document = problems.document(why, http);
        if (Ids.isA("rfd", row.id())) {
            document.put("instance", "/v1/refunds/" + row.id());
        }
        return document;
    }
}
