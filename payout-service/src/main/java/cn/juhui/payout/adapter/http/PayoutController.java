package cn.juhui.payout.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.application.RetryPayout;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutRefusal;
import cn.juhui.platform.http.audit.Reasoned;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Answers;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Payouts: for the sides of the refund, agents and operators; for others they don't exist.
@RestController
@RequestMapping("/v1/payouts")
class PayoutController {

    private final Journal<Payout, PayoutEvent> payouts;
    private final RetryPayout retryPayout;
    private final Texts texts;

    PayoutController(Journal<Payout, PayoutEvent> payouts, RetryPayout retryPayout, Texts texts) {
        this.payouts = payouts;
        this.retryPayout = retryPayout;
        this.texts = texts;
    }

    /// The payouts of a refund: one, or none yet.
    @GetMapping
    Page<PayoutView> ofRefund(@RequestParam String refundId, PageRequest page, Caller caller) {
        if (page.cursor() != null) {
            throw Cursors.invalid();
        }
        if (!Ids.isA("rfd", refundId)) {
            throw ProblemException.invalid(
                    InputError.form("refundId", "rfd_019ac0a3c4d57e8f9a0b1c2d3e4f5a6b"));
        }
        return new Page<>(
                visible(Payout.idFor(refundId), caller)
                        .map(p -> List.of(PayoutView.of(p, caller, texts)))
                        .orElse(List.of()),
                null);
    }

    @GetMapping("/{id}")
    ResponseEntity<PayoutView> one(@PathVariable String id, Caller caller) {
        return answer(visible(id, caller).orElseThrow(ProblemException::notFound), caller);
    }

    /// @param reason why, for the audit trail; null where nothing is said
    record Why(@Size(max = 500) @Nullable String reason) implements Reasoned {}

    @PostMapping("/{id}/retry")
    ResponseEntity<PayoutView> retry(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable Why why,
            Caller caller,
            RequestContext request) {
        if (visible(id, caller).isEmpty()) {
            throw ProblemException.notFound();
        }
        if (!caller.is(Role.OPERATOR)) {
            throw ProblemException.forbidden();
        }
        return switch (retryPayout.handle(id, request.cause(caller.as(Role.OPERATOR)))) {
            case Handled.Changed<Payout, PayoutRefusal>(var now) -> answer(now, caller);
            case Handled.Unchanged<Payout, PayoutRefusal>(var now) -> answer(now, caller);
            case Handled.Refused<Payout, PayoutRefusal>(var now, var refusal) ->
                    throw PayoutProblems.of(refusal, now.aggregate());
            case Handled.Stale<Payout, PayoutRefusal>(var now) ->
                    throw ProblemException.stale(now.version());
            case Handled.NotFound<Payout, PayoutRefusal> _ -> throw ProblemException.notFound();
        };
    }

    private Optional<Stored<Payout>> visible(String id, Caller caller) {
        return Ids.isA("pay", id)
                ? payouts.find(id)
                        .filter(p ->
                                caller.isSideOf(
                                        p.aggregate().customerId(), p.aggregate().merchantId()))
                : Optional.empty();
    }

    private ResponseEntity<PayoutView> answer(Stored<Payout> stored, Caller caller) {
        return Answers.ok(PayoutView.of(stored, caller, texts), stored.version());
    }
}
