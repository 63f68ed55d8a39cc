package cn.juhui.contracts.order;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;

/// What happened to an order. Every one names the sides of the order, so that a consumer knows who may hear of it.
public sealed interface OrderEvent extends Event
        permits OrderPlaced,
                OrderShipped,
                CardUsed,
                CardUseClaimed,
                RefundHeld,
                RefundHoldDeclined,
                RefundHoldReleased,
                RefundStopped,
                CardsVoided,
                OrderRefunded,
                RefundReversed {

    /// The ids that open it.
    OrderIds ids();

    default OrderId orderId() {
        return ids().orderId();
    }

    default String orderNo() {
        return ids().orderNo();
    }

    default CustomerId customerId() {
        return ids().customerId();
    }

    default MerchantId merchantId() {
        return ids().merchantId();
    }
}
