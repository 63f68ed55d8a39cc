package cn.juhui.refund.application;

import cn.juhui.contracts.RefundReason;
import cn.juhui.refund.domain.Quote;
import java.util.List;
import java.util.Optional;

/// The orders that order-service keeps.
public interface Orders {

    /// What the order's rules say about an application by the caller of the request in hand; empty when there is no such order
    /// for them.
    ///
    /// @param cardIds none means all cards of the order
    /// @throws ServiceDownException when order-service doesn't answer
    Optional<Quote> quote(String orderId, RefundReason reason, List<String> cardIds);
}
