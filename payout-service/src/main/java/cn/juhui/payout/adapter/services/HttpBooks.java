package cn.juhui.payout.adapter.services;

import cn.juhui.contracts.money.Book;
import cn.juhui.payout.application.books.ForeignBooks;
import cn.juhui.platform.http.client.ServiceClient;

/// Asks order-service and refund-service by their inner doors.
public record HttpBooks(ServiceClient orderService, ServiceClient refundService)
        implements ForeignBooks {

    @Override
    public Book ofRefund(String refundId) {
        return refundService.get(Book.class, Book.OF_REFUND, refundId);
    }

    @Override
    public Book ofOrder(String orderId, String refundId) {
        return orderService.get(Book.class, Book.OF_ORDER, orderId, refundId);
    }
}
