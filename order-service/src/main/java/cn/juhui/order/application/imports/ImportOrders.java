package cn.juhui.order.application.imports;

import cn.juhui.order.application.PlaceOrder;
import cn.juhui.order.domain.purchase.Purchase;
import cn.juhui.platform.journal.Cause;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Gatherers;

/// Feeds in many orders; each stands for itself, so that one bad order keeps no good one out.
public record ImportOrders(PlaceOrder placeOrder) {

    /// So many at once: the store writes many orders to disk in the time of one.
    private static final int AT_ONCE = 32;

    /// What became of each purchase, in their order.
    ///
    /// @param newId the id that a purchase gets if it is new; the same in every try of the same import
    public List<PlaceOrder.Answer> place(
            List<Purchase> purchases, Function<Purchase, String> newId, Cause cause) {
        return purchases.stream()
                .gather(
                        Gatherers.mapConcurrent(
                                AT_ONCE,
                                purchase ->
                                        placeOrder.place(purchase, newId.apply(purchase), cause)))
                .toList();
    }
}
