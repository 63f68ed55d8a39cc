package cn.juhui.contracts.payout;

import cn.juhui.contracts.Event;

/// One step of the money on its way back.
public sealed interface PayoutEvent extends Event
        permits PayoutInitiated,
                PayoutSubmitted,
                PayoutCompleted,
                PayoutFailed,
                PayoutUnknown,
                PayoutAbnormal,
                PayoutReversed,
                PayoutPaidTwice,
                PayoutPaidTwiceUndone,
                PayoutQueried,
                PayoutRetried {

    String payoutId();

    String refundId();

    String orderId();

    String customerId();

    String merchantId();
}
