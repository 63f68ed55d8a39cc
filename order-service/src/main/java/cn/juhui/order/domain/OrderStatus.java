package cn.juhui.order.domain;

/// What people see of an order.
public enum OrderStatus {
    PAID,
    SHIPPED,
    PARTIALLY_REFUNDED,
    REFUNDED
}
