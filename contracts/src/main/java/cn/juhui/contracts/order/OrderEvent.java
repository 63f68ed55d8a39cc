package cn.juhui.contracts.order;

import cn.juhui.contracts.Event;

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

    String orderId();

    String customerId();

    String merchantId();
}
