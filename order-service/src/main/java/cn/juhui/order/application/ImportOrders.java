package cn.juhui.order.application;

import cn.juhui.order.domain.Purchase;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.kernel.Ids;
import java.util.List;

/// Feeds in many orders; each stands for itself, so that one bad order keeps no good one out.
public record ImportOrders(PlaceOrder placeOrder) {

    /// What became of each purchase, in their order.
    public List<PlaceOrder.Answer> place(List<Purchase> purchases, Cause cause) {
        return purchases.stream()
                .map(purchase -> placeOrder.place(purchase, Ids.next("ord"), cause))
                .toList();
    }
}
