package cn.juhui.refund.application;

import cn.juhui.contracts.money.NameCheck;

/// What order-service knows of who paid an order: only whether a name is theirs.
public interface PayerNames {

    /// Asked in the name of the customer whose request is in hand.
    ///
    /// @throws ServiceDownException when order-service doesn't answer
    NameCheck check(String orderId, String holderName);
}
