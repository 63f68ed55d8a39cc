package cn.juhui.payout.application;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.payout.application.account.Accounts;
import cn.juhui.payout.domain.Attempt;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutCommand.Reissue;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.PayoutRefusal;
import cn.juhui.payout.domain.PayoutState;
import cn.juhui.payout.domain.account.Destination;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.messaging.ReceivedEvent;
import cn.juhui.platform.messaging.UnprocessableRecordException;
import java.time.Clock;

/// A replacement account was verified: the money goes there, under a new number.
public record ReissuePayout(
        Journal<Payout, PayoutEvent> payouts,
        Approvals approvals,
        Accounts accounts,
        SendPayout send,
        Clock clock,
        WorkingCalendar calendar) {

    /// @throws UnprocessableRecordException when refund-service knows of no such verification, or nobody knows the account: nothing is paid, and
    ///     people must look
    /// @throws RuntimeException when refund-service can't be asked
    public void reissue(ReceivedEvent<ReplacementAccountVerified> heard) {
        var ref = heard.event().accountRef();
        if (ref == null) {
            return; // Refused, or another agent must look at it.
        }
        var payoutId = Payout.idFor(heard.event().refundId().value());
        if (wasHeard(payoutId, ref)) {
            return;
        }
        var approval = approvals.of(heard.event().refundId().value()).approval();
        if (approval == null || !ref.equals(approval.accountRef())) {
            throw new UnprocessableRecordException(
                    "refund-service has not verified " + ref + " for " + payoutId);
        }
        var account = accounts.find(ref, payoutId).orElse(null);
        if (account == null) {
            throw new UnprocessableRecordException(
                    payoutId + " is to be paid to " + ref + ", which is not known");
        }
        var to = new Destination(ref, account.channel(), account.number().masked());
        var cause = heard.cause(SendPayout.SERVICE);
        Handled<Payout, PayoutRefusal> handled =
                payouts.handle(
                        payoutId,
                        cause,
                        now ->
                                PayoutMachine.decide(
                                        now.aggregate(),
                                        new Reissue(to, clock.instant()),
                                        calendar));
        if (handled instanceof Handled.Changed<Payout, PayoutRefusal>(var now)
                && now.aggregate().state() instanceof PayoutState.Initiated) {
            send.handle(now.aggregate(), cause.traceparent());
        }
    }

    private boolean wasHeard(String payoutId, String ref) {
        return payouts.find(payoutId).stream()
                .flatMap(stored -> stored.aggregate().attempts().stream())
                .map(Attempt::to)
                .anyMatch(to -> to != null && to.accountRef().equals(ref));
    }
}
