package cn.juhui.payout.domain;

import cn.juhui.contracts.payout.PayoutAbnormal;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutFailed;
import cn.juhui.contracts.payout.PayoutInitiated;
import cn.juhui.contracts.payout.PayoutQueried;
import cn.juhui.contracts.payout.PayoutRetried;
import cn.juhui.contracts.payout.PayoutReversed;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.contracts.payout.PayoutUnknown;
import java.time.Instant;

/// The facts that a payout tells, with what they all say filled in.
record PayoutEvents(Payout p) {

    private String no() {
        return p.attempt().payoutNo();
    }

    PayoutEvent initiated() {
        return new PayoutInitiated(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.customerId(),
                p.merchantId(),
                p.amount(),
                p.channel(),
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
                p.channel(),
                no(),
                p.attempt().channelRefundId(),
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
                p.channel(),
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
                p.channel(),
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
                p.channel(),
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
                p.channel(),
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
                p.channel(),
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
                p.channel(),
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
                p.channel(),
                no(),
                why);
    }
}
