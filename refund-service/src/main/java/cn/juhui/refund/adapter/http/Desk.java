package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.Answers;
import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.http.RequestContext;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.application.RefundQueries;
import cn.juhui.refund.application.ServiceDownException;
import cn.juhui.refund.application.WaitForOutcome;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// What every call on a case has in common: may the caller see it, as what do they act, and how is the outcome answered.
@Component
final class Desk {

    private final RefundQueries refunds;
    private final WaitForOutcome waitForOutcome;
    private final Views views;
    private final Clock clock;

    Desk(RefundQueries refunds, WaitForOutcome waitForOutcome, Views views, Clock clock) {
        this.refunds = refunds;
        this.waitForOutcome = waitForOutcome;
        this.views = views;
        this.clock = clock;
    }

    /// @throws ProblemException 404 when there is no such case for this caller
    Stored<Refund> find(String refundId, Caller caller) {
        return (Ids.isA("rfd", refundId) ? refunds.find(refundId) : none())
                .filter(stored -> Sides.canSee(caller, stored.aggregate()))
                .orElseThrow(ProblemException::notFound);
    }

    private static Optional<Stored<Refund>> none() {
        return Optional.empty();
    }

    /// The caller acts on the case, in the first of these roles that they have there.
    ///
    /// @throws ProblemException 404 when there is no such case for them, 403 when they can see it and have none of the roles
    Cause cause(String refundId, Caller caller, RequestContext request, Role... roles) {
        var sides = Sides.of(caller, find(refundId, caller).aggregate());
        return Arrays.stream(roles)
                .filter(sides::contains)
                .findFirst()
                .map(role -> request.cause(caller.as(role)))
                .orElseThrow(ProblemException::forbidden);
    }

    /// The same for what several roles can do: somebody who has more than one acts in one that can do it now.
    Cause cause(
            String refundId, Caller caller, RequestContext request, Action action, Role... roles) {
        var refund = find(refundId, caller).aggregate();
        var able =
                Sides.of(caller, refund).stream()
                        .filter(role -> List.of(roles).contains(role))
                        .filter(role ->
                                Action.allowed(refund, caller.as(role), clock.instant())
                                        .contains(action))
                        .findFirst();
        return able.map(role -> request.cause(caller.as(role)))
                .orElseGet(() -> cause(refundId, caller, request, roles));
    }

    ResponseEntity<RefundView> answer(
            Handled<Refund, Refusal> handled, Caller caller, RequestContext request) {
        return switch (handled) {
            case Handled.Changed<Refund, Refusal>(var now) -> ok(now, caller, request);
            case Handled.Unchanged<Refund, Refusal>(var now) -> ok(now, caller, request);
            case Handled.Refused<Refund, Refusal>(_, var refusal) -> throw Refusals.of(refusal);
            case Handled.Stale<Refund, Refusal>(var now) ->
                    throw ProblemException.stale(now.version());
            case Handled.NotFound<Refund, Refusal> _ -> throw ProblemException.notFound();
        };
    }

    private ResponseEntity<RefundView> ok(
            Stored<Refund> stored, Caller caller, RequestContext request) {
        var outcome = waitForOutcome.await(stored, request.waitFor());
        var now = outcome.refund();
        var answer = Answers.ok(views.of(now, caller), now.version());
        return outcome.waited() ? withPreference(answer, request) : answer;
    }

    ResponseEntity<RefundView> created(
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

    /// @throws ProblemException 503 when a service that must be asked doesn't answer; nothing was changed
    static <T> T asking(Supplier<T> useCase) {
        try {
            return useCase.get();
        } catch (ServiceDownException e) {
            throw ProblemException.of(503, "SERVICE_UNAVAILABLE");
        }
    }
}
