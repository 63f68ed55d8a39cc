package cn.juhui.order.application;

import cn.juhui.order.domain.purchase.PayerName;
import org.jspecify.annotations.Nullable;

/// What is kept of a payer's name: a print that says whether another name is the same, and nothing else.
public interface PayerPrints {

    /// @param orderNo whose payer it is: the same name on another order has another print
    /// @return null when nothing is to be kept
    @Nullable String of(String storefront, String orderNo, PayerName name);

    /// Whether the print is one of this name.
    boolean matches(String print, String storefront, String orderNo, PayerName name);
}
