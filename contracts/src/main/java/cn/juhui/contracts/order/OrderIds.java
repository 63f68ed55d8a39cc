package cn.juhui.contracts.order;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;

/// What opens every event of an order: the order and its two sides.
public record OrderIds(
        OrderId orderId, String orderNo, CustomerId customerId, MerchantId merchantId) {}
