package cn.juhui.payout.application.books;

import cn.juhui.contracts.money.Book;

/// The books of the other services. Both throw when there is no usable answer.
public interface ForeignBooks {

    Book ofRefund(String refundId);

    Book ofOrder(String orderId, String refundId);
}
