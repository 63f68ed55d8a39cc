package cn.juhui.refund.application;

import cn.juhui.contracts.order.OrderEvent;
import java.util.Optional;

/// What the orders answered to applications.
public interface Holds {

    /// What the order told, or is about to tell, when it was asked to hold amount and cards for the case; empty while it hasn't heard of the case.
    ///
    /// @throws ServiceDownException when order-service doesn't answer
    Optional<OrderEvent> answer(String orderId, String refundId);
}
