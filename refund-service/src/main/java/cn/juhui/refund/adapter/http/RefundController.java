package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.idempotency.IdempotencyKeyRequired;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Answers;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.view.Histories;
import cn.juhui.refund.adapter.http.view.HistoryView;
import cn.juhui.refund.adapter.http.view.RefundAccess;
import cn.juhui.refund.adapter.http.view.RefundAnswers;
import cn.juhui.refund.adapter.http.view.RefundProblems;
import cn.juhui.refund.adapter.http.view.RefundView;
import cn.juhui.refund.adapter.http.view.RefundViews;
import cn.juhui.refund.application.ApplyForRefund;
import cn.juhui.refund.application.ApplyForRefund.Outcome;
import cn.juhui.refund.application.RefundQueries;
import cn.juhui.refund.application.RefundQueries.Order;
import cn.juhui.refund.application.RefundQueries.Position;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Applying for a refund, and looking cases up.
@RestController
@RequestMapping("/v1/refunds")
class RefundController {

    private final ApplyForRefund applyForRefund;
    private final RefundQueries refunds;
    private final RefundAccess access;
    private final RefundAnswers answers;
    private final RefundViews views;
    private final Histories histories;

    RefundController(
            ApplyForRefund applyForRefund,
            RefundQueries refunds,
            RefundAccess access,
            RefundAnswers answers,
            RefundViews views,
            Histories histories) {
        this.applyForRefund = applyForRefund;
        this.refunds = refunds;
        this.access = access;
        this.answers = answers;
        this.views = views;
        this.histories = histories;
    }

    @PostMapping
    @IdempotencyKeyRequired
    ResponseEntity<RefundView> apply(
            @Valid @RequestBody RefundBodies.Application body,
            Caller caller,
            RequestContext request) {
        var role = applicant(caller, body);
        if (!Ids.isA("ord", body.orderId())) {
            throw ProblemException.notFound();
        }
        var form =
                new ApplyForRefund.Form(
                        body.onBehalfOf() == null ? caller.subject() : body.onBehalfOf(),
                        body.orderId(),
                        RefundBodies.each(body.cardIds()),
                        body.claim(),
                        body.reason(),
                        body.description(),
                        body.requestedAmount(),
                        RefundBodies.each(body.evidenceIds()));
        var id = request.newId("rfd");
        var cause = request.cause(caller.as(role));
        return switch (RefundAnswers.asking(() -> applyForRefund.apply(id, form, cause))) {
            case Outcome.Made(var refund) -> answers.created(refund, caller, request);
            case Outcome.NoSuchOrder _ -> throw ProblemException.notFound();
            case Outcome.OtherCustomersOrder _ ->
                    throw ProblemException.of(422, "ORDER_OF_ANOTHER_CUSTOMER");
            case Outcome.EvidenceUnknown unknown -> throw RefundProblems.of(unknown);
            case Outcome.Objected(var why) -> throw RefundProblems.of(why);
            case Outcome.StatementNotNew(var before) ->
                    throw ProblemException.of(422, "STATEMENT_NOT_NEW").with("refundId", before);
        };
    }

    /// An agent applies for somebody else, a customer for themselves.
    private static Role applicant(Caller caller, RefundBodies.Application body) {
        var forAnother = body.onBehalfOf() != null && !body.onBehalfOf().equals(caller.subject());
        if (caller.is(Role.CUSTOMER) && !forAnother) {
            return Role.CUSTOMER;
        }
        if (caller.is(Role.AGENT) && body.onBehalfOf() != null) {
            return Role.AGENT;
        }
        throw caller.is(Role.AGENT)
                ? ProblemException.invalid(InputError.of("/onBehalfOf", "REQUIRED"))
                : ProblemException.forbidden();
    }

    @GetMapping("/{id}")
    ResponseEntity<RefundView> read(@PathVariable String id, Caller caller) {
        var refund = access.find(id, caller).stored();
        return Answers.ok(views.of(refund, caller), refund.version());
    }

    @GetMapping("/{id}/history")
    HistoryView history(@PathVariable String id, Caller caller) {
        return histories.of(access.find(id, caller).stored(), caller);
    }

    @GetMapping
    Page<RefundView> list(
            CaseQuery query, @RequestParam @Nullable String sort, PageRequest page, Caller caller) {
        var filter = CaseFilters.filter(query, caller);
        var order = order(sort);
        var after = page.cursor() == null ? null : position(page.cursor(), order);
        var found = refunds.list(CaseFilters.sight(caller), filter, order, after, page.limit());
        return new Page<>(
                found.refunds().stream().map(refund -> views.of(refund, caller)).toList(),
                found.next() == null ? null : cursor(found.next(), order));
    }

    private static Order order(@Nullable String sort) {
        return switch (sort) {
            case null -> Order.NEWEST;
            case "newest" -> Order.NEWEST;
            case "deadline" -> Order.DEADLINE;
            default ->
                    throw ProblemException.invalid(
                            InputError.notOneOf("sort", List.of("newest", "deadline")));
        };
    }

    private static String cursor(Position position, Order order) {
        return Cursors.encode(order.name(), position.at().toString(), position.id());
    }

    private static Position position(String cursor, Order order) {
        var parts = Cursors.decode(cursor, 3);
        if (!parts.getFirst().equals(order.name())) {
            throw Cursors.invalid();
        }
        return new Position(Cursors.instant(parts.get(1)), parts.get(2));
    }
}
