package cn.juhui.contracts.payout;

import cn.juhui.contracts.CustomerId;
import cn.juhui.contracts.MerchantId;
import cn.juhui.contracts.OrderId;
import cn.juhui.contracts.PayoutId;
import cn.juhui.contracts.RefundId;

/// What opens every event of a payout: the payout, its case and order, and the two sides.
public record PayoutIds(
        PayoutId payoutId,
        RefundId refundId,
        OrderId orderId,
        CustomerId customerId,
        MerchantId merchantId) {}
