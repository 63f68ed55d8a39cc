package cn.juhui.evidence.domain;

import org.jspecify.annotations.Nullable;

/// Whose order it is.
///
/// @param orderNo its number for people; null where nobody asked for it
public record OrderSides(
        String orderId, String customerId, String merchantId, @Nullable String orderNo) {

    public OrderSides(String orderId, String customerId, String merchantId) {
        this(orderId, customerId, merchantId, null);
    }
}
