package cn.juhui.payout.domain;

import cn.juhui.contracts.PaymentChannel;
import cn.juhui.contracts.payout.PayoutAbnormal;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutFailed;
import cn.juhui.contracts.payout.PayoutInitiated;
import cn.juhui.contracts.payout.PayoutPaidTwice;
import cn.juhui.contracts.payout.PayoutPaidTwiceUndone;
import cn.juhui.contracts.payout.PayoutQueried;
import cn.juhui.contracts.payout.PayoutRetried;
import cn.juhui.contracts.payout.PayoutReversed;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.contracts.payout.PayoutUnknown;
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

    private String no() {
        return attempt.payoutNo();
    }

    PayoutEvent initiated() {
        return new PayoutInitiated(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
                p.amount(),
                channel,
                no());
    }

    PayoutEvent submitted() {
        return new PayoutSubmitted(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
                p.amount(),
                channel,
                no(),
                attempt.channelRefundId(),
                p.expectedArrivalAt(),
                p.arrivalBasis());
    }

    PayoutEvent completed(String channelRefundId, Instant paidAt) {
        return new PayoutCompleted(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
                p.amount(),
                channel,
                no(),
                channelRefundId,
                paidAt);
    }

    PayoutEvent failed(String code, boolean retryable) {
        return new PayoutFailed(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
                p.amount(),
                channel,
                no(),
                code,
                retryable);
    }

    PayoutEvent unknown(Answer.Why why) {
        return new PayoutUnknown(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
                p.amount(),
                channel,
                no(),
                why.name());
    }

    PayoutEvent abnormal(String code) {
        return new PayoutAbnormal(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
                p.amount(),
                channel,
                no(),
                code);
    }

    PayoutEvent reversed(String code) {
        return new PayoutReversed(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
                p.amount(),
                channel,
                no(),
                code);
    }

    PayoutEvent queried(String answer, Instant askAgainAt) {
        return new PayoutQueried(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
                p.amount(),
                channel,
                no(),
                answer,
                askAgainAt);
    }

    PayoutEvent retried(String why) {
        return new PayoutRetried(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
                p.amount(),
                channel,
                no(),
                why);
    }

    /// @param second the number that was paid, or is, beside the one that settles
    PayoutEvent paidTwice(Attempt second) {
        var settled = Objects.requireNonNull(p.settled());
        return new PayoutPaidTwice(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
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
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
                p.amount(),
                settled == null ? null : p.channelOf(settled),
                settled == null ? null : settled.payoutNo(),
                state == null ? null : state.channelRefundId(),
                state == null ? null : state.paidAt(),
                undoneNo);
    }
}
