package cn.juhui.contracts.refund;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;

/// What opens every event of a case: the case, its order and its two sides.
public record CaseIds(
        RefundId refundId,
        OrderId orderId,
        String orderNo,
        CustomerId customerId,
        MerchantId merchantId) {}
