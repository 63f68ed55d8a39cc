package cn.juhui.contracts.payout;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;

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

    /// The ids that open it.
    PayoutIds ids();

    default PayoutId payoutId() {
        return ids().payoutId();
    }

    default RefundId refundId() {
        return ids().refundId();
    }

    default OrderId orderId() {
        return ids().orderId();
    }

    default CustomerId customerId() {
        return ids().customerId();
    }

    default MerchantId merchantId() {
        return ids().merchantId();
    }
}
