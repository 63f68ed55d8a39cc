package cn.juhui.order.application;

import cn.juhui.order.domain.OrderStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which orders to list.
///
/// @param scope whose orders can be seen at all
/// @param phoneTail how an account that was topped up ends
/// @param product part of a product's name
/// @param placedTo exclusive
public record OrderFilter(
        Scope scope,
        @Nullable String customerId,
        @Nullable String merchantId,
        @Nullable String orderNo,
        @Nullable String phoneTail,
        @Nullable String product,
        @Nullable Instant placedFrom,
        @Nullable Instant placedTo,
        @Nullable OrderStatus status) {

    /// Orders of this customer, of this merchant, and of this storefront; or of everybody.
    public record Scope(
            boolean everybody,
            @Nullable String customerId,
            @Nullable String merchantId,
            @Nullable String storefront) {}
}
