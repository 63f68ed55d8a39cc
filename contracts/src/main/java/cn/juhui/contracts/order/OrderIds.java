package cn.juhui.contracts.order;

import cn.juhui.contracts.CustomerId;
import cn.juhui.contracts.MerchantId;
import cn.juhui.contracts.OrderId;

/// What opens every event of an order: the order and its two sides.
public record OrderIds(
        OrderId orderId, String orderNo, CustomerId customerId, MerchantId merchantId) {}
