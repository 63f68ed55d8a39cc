package cn.juhui.payout.domain;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutAbnormal;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutFailed;
import cn.juhui.contracts.payout.PayoutIds;
import cn.juhui.contracts.payout.PayoutInitiated;
import cn.juhui.contracts.payout.PayoutPaidTwice;
import cn.juhui.contracts.payout.PayoutPaidTwiceUndone;
import cn.juhui.contracts.payout.PayoutQueried;
import cn.juhui.contracts.payout.PayoutRetried;
import cn.juhui.contracts.payout.PayoutReversed;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.contracts.payout.PayoutUnknown;
import cn.juhui.contracts.payout.RetryReason;
import cn.juhui.contracts.payout.UnknownReason;
import java.time.Instant;
import java.util.Objects;

/// The facts that a payout tells, with what they all say filled in.
///
/// @param attempt the one that they are about
/// @param channel where it was sent
record PayoutEvents(Payout p, Attempt attempt, PaymentChannel channel) {

    /// About the attempt in progress.
    PayoutEvents(Payout p) {
        this(p, p.attempt(), p.channel());
    }

    private PayoutIds ids() {
        return new PayoutIds(
                new PayoutId(p.id()),
                new RefundId(p.refundId()),
                new OrderId(p.orderId()),
                new CustomerId(p.customerId()),
                new MerchantId(p.merchantId()));
    }

    private String no() {
        return attempt.payoutNo();
    }

    PayoutEvent initiated() {
        return new PayoutInitiated(ids(), p.amount(), channel, no());
    }

    PayoutEvent submitted() {
        return new PayoutSubmitted(
                ids(),
                p.amount(),
                channel,
                no(),
                attempt.channelRefundId(),
                p.expectedArrivalAt(),
                p.arrivalBasis());
    }

    PayoutEvent completed(String channelRefundId, Instant paidAt) {
        return new PayoutCompleted(ids(), p.amount(), channel, no(), channelRefundId, paidAt);
    }

    PayoutEvent failed(String code, boolean retryable) {
        return new PayoutFailed(ids(), p.amount(), channel, no(), code, retryable);
    }

    PayoutEvent unknown(Answer.Why why) {
        return new PayoutUnknown(ids(), p.amount(), channel, no(), word(why));
    }

    private static UnknownReason word(Answer.Why why) {
        return switch (why) {
            case TIMEOUT -> UnknownReason.TIMEOUT;
            case CHANNEL_ERROR -> UnknownReason.CHANNEL_ERROR;
            case UNREADABLE_ANSWER -> UnknownReason.UNREADABLE_ANSWER;
            case CONNECTION_FAILED -> UnknownReason.CONNECTION_FAILED;
            case CIRCUIT_OPEN -> UnknownReason.CIRCUIT_OPEN;
            case RATE_LIMITED -> UnknownReason.RATE_LIMITED;
        };
    }

    PayoutEvent abnormal(String code) {
        return new PayoutAbnormal(ids(), p.amount(), channel, no(), code);
    }

    PayoutEvent reversed(String code) {
        return new PayoutReversed(ids(), p.amount(), channel, no(), code);
    }

    PayoutEvent queried(String answer, Instant askAgainAt) {
        return new PayoutQueried(ids(), p.amount(), channel, no(), answer, askAgainAt);
    }

    PayoutEvent retried(RetryReason why) {
        return new PayoutRetried(ids(), p.amount(), channel, no(), why);
    }

    /// @param second the number that was paid, or is, beside the one that settles
    PayoutEvent paidTwice(Attempt second) {
        var settled = Objects.requireNonNull(p.settled());
        return new PayoutPaidTwice(
                ids(),
                p.amount(),
                p.channelOf(settled),
                settled.payoutNo(),
                ((PayoutState.Succeeded) p.state()).paidAt(),
                p.channelOf(second),
                second.payoutNo(),
                second.paidAt());
    }

    PayoutEvent paidTwiceUndone(String undoneNo) {
        var settled = p.settled();
        var state = p.state() instanceof PayoutState.Succeeded s ? s : null;
        return new PayoutPaidTwiceUndone(
                ids(),
                p.amount(),
                settled == null ? null : p.channelOf(settled),
                settled == null ? null : settled.payoutNo(),
                state == null ? null : state.channelRefundId(),
                state == null ? null : state.paidAt(),
                undoneNo);
    }
}
