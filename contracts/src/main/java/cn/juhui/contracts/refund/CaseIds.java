package cn.juhui.contracts.refund;

import cn.juhui.contracts.CustomerId;
import cn.juhui.contracts.MerchantId;
import cn.juhui.contracts.OrderId;
import cn.juhui.contracts.RefundId;

/// What opens every event of a case: the case, its order and its two sides.
public record CaseIds(
        RefundId refundId,
        OrderId orderId,
        String orderNo,
        CustomerId customerId,
        MerchantId merchantId) {}
