package cn.juhui.order.application;

/// The storefronts' order numbers, each given to one order.
public interface OrderNumbers {

    /// Gives the number to this order, unless another one has it.
    ///
    /// @return the id of the order that has the number now
    String claim(String storefront, String orderNo, String orderId);
}
