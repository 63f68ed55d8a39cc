package cn.juhui.refund.domain;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.LossRecorded;
import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.PayoutStopped;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.contracts.refund.term.LateMoneyReason;
import cn.juhui.contracts.refund.term.RecordedPayoutState;
import cn.juhui.refund.domain.state.Payout;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of one case that tell of its money on the way back.
public final class PayoutEvents {

    private final Refund refund;
    private final CaseIds ids;

    public PayoutEvents(Refund refund) {
        this.refund = refund;
        this.ids = RefundEvents.ids(refund);
    }

    public PayoutStopped payoutStopped(
            Money amount, List<RuleOutcome> rules, List<CardFacts> facts) {
        return new PayoutStopped(ids, amount, rules, facts);
    }

    public PayoutRecorded payoutSubmitted(
            String payoutId,
            RecordedPayoutState state,
            PaymentChannel channel,
            Instant expectedArrivalAt,
            @Nullable String channelRefundId,
            @Nullable ArrivalBasis basis) {
        return new PayoutRecorded(
                ids,
                new PayoutId(payoutId),
                state,
                channel,
                expectedArrivalAt,
                channelRefundId,
                null,
                basis);
    }

    public PayoutRecorded payoutRecorded(
            String payoutId,
            RecordedPayoutState state,
            PaymentChannel channel,
            @Nullable String channelRefundId,
            @Nullable String failure) {
        return new PayoutRecorded(
                ids, new PayoutId(payoutId), state, channel, null, channelRefundId, failure, null);
    }

    public LossRecorded lossRecorded(Payout.PaidAgain again) {
        return loss(again.payoutNo(), again.paidAt(), false);
    }

    public LossRecorded lossUndone(String payoutNo) {
        return loss(payoutNo, null, true);
    }

    private LossRecorded loss(String payoutNo, @Nullable Instant paidAt, boolean undone) {
        return new LossRecorded(
                ids, new PayoutId(refund.payoutId()), refund.loss(), payoutNo, paidAt, undone);
    }

    public RefundCompleted completed(Command.RecordCompletion c) {
        var named = refund.paidElsewhere();
        // A number that was thought stuck may have paid the old account after all.
        var elsewhere = named != null && named.account().channel() == c.channel() ? named : null;
        return new RefundCompleted(
                ids,
                new PayoutId(c.payoutId()),
                c.amount(),
                c.channel(),
                c.paidAt(),
                elsewhere == null ? null : elsewhere.account().maskedAccount());
    }

    /// @param reason why the money hasn't arrived yet
    public DeadlineChanged moneyLate(Instant before, Instant after, LateMoneyReason reason) {
        return new DeadlineChanged(ids, DeadlineKind.PAYOUT, before, after, true, reason);
    }
}
