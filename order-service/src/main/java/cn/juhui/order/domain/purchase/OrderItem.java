package cn.juhui.order.domain.purchase;

import cn.juhui.contracts.money.Money;
import org.jspecify.annotations.Nullable;

/// A product × quantity of an order.
///
/// @param unitPrice before any discount on the order
/// @param faceValue what one card can be spent for, at least one fen
/// @param rechargeAccount the account of a top-up, masked to its last four characters: it is as good as a code, so the whole
///     one is never kept
public record OrderItem(
        String sku,
        String name,
        String category,
        int quantity,
        Money unitPrice,
        Money faceValue,
        @Nullable String rechargeAccount) {

    public OrderItem {
        rechargeAccount = rechargeAccount == null ? null : Masks.lastFour(rechargeAccount);
    }

    /// The masked form of every account that ends like this.
    ///
    /// @param tail four characters
    public static String maskedAccount(String tail) {
        return Masks.ending(tail);
    }
}
