package cn.juhui.evidence.application;

import cn.juhui.evidence.domain.OrderSides;

/// Whose order it is, asked in the name of the caller of the request in hand: an order that the caller is no side of is not found.
public interface Orders {

    Answer sidesOf(String orderId);

    sealed interface Answer {

        record Found(OrderSides order) implements Answer {}

        record NotFound() implements Answer {}

        /// Nobody can tell at the moment.
        record Unavailable() implements Answer {}
    }
}
