package cn.juhui.contracts.payout;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;

/// What opens every event of a payout: the payout, its case and order, and the two sides.
public record PayoutIds(
        PayoutId payoutId,
        RefundId refundId,
        OrderId orderId,
        CustomerId customerId,
        MerchantId merchantId) {}
