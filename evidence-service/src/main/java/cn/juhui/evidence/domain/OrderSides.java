package cn.juhui.evidence.domain;

/// Whose order it is.
public record OrderSides(String orderId, String customerId, String merchantId) {}
