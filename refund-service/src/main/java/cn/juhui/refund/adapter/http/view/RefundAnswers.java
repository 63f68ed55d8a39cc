package cn.juhui.refund.adapter.http.view;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.request.Answers;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.application.ServiceDownException;
import cn.juhui.refund.application.outcome.WaitForOutcome;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// How what became of a case is answered.
@Component
public final class RefundAnswers {

    private final WaitForOutcome waitForOutcome;
    private final RefundViews views;

    RefundAnswers(WaitForOutcome waitForOutcome, RefundViews views) {
        this.waitForOutcome = waitForOutcome;
        this.views = views;
    }

    /// @throws ProblemException as [#stored] does
    public ResponseEntity<RefundView> of(
            Handled<Refund, Refusal> handled, Caller caller, RequestContext request) {
        var outcome = waitForOutcome.await(stored(handled), request.waitFor());
        var now = outcome.refund();
        var answer = Answers.ok(views.of(now, caller), now.version());
        return outcome.waited() ? withPreference(answer, request) : answer;
    }

    public ResponseEntity<RefundView> created(
            Stored<Refund> stored, Caller caller, RequestContext request) {
        var outcome = waitForOutcome.await(stored, request.waitFor());
        var now = outcome.refund();
        var answer =
                Answers.created("/v1/refunds/" + now.id(), views.of(now, caller), now.version());
        return outcome.waited() ? withPreference(answer, request) : answer;
    }

    private static ResponseEntity<RefundView> withPreference(
            ResponseEntity<RefundView> answer, RequestContext request) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header("Preference-Applied", "wait=" + request.waitFor().toSeconds())
                .body(answer.getBody());
    }

    /// The case as the command left it.
    ///
    /// @throws ProblemException when it was refused, meant for another version, or there is no such case
    public static Stored<Refund> stored(Handled<Refund, Refusal> handled) {
        return switch (handled) {
            case Handled.Changed<Refund, Refusal>(var now) -> now;
            case Handled.Unchanged<Refund, Refusal>(var now) -> now;
            case Handled.Refused<Refund, Refusal>(_, var refusal) ->
                    throw RefundProblems.of(refusal);
            case Handled.Stale<Refund, Refusal>(var now) ->
                    throw ProblemException.stale(now.version());
            case Handled.NotFound<Refund, Refusal> _ -> throw ProblemException.notFound();
        };
    }

    /// @throws ProblemException 503 when a service that must be asked doesn't answer; nothing was changed
    public static <T> T asking(Supplier<T> useCase) {
        try {
            return useCase.get();
        } catch (ServiceDownException e) {
            throw ProblemException.of(503, "SERVICE_UNAVAILABLE");
        }
    }
}
