package cn.juhui.order.adapter.mongo;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.purchase.OrderItem;
import cn.juhui.platform.journal.JournalSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The documents of orders: how they are kept, and the names of the members that they are found by.
public final class OrderDocuments {

    /// The masked accounts that were topped up, in the state itself: so those of orders from before they could be searched, too.
    static final String ACCOUNTS = "state.purchase.items.rechargeAccount";

    /// The channel's number of the payment, in the state itself for the same reason.
    static final String TRANSACTION = "state.purchase.payment.channelTransactionId";

    /// How orders are kept.
    public static final JournalSpec<Order> SPEC =
            new JournalSpec<>(
                    "orders",
                    Topics.ORDERS,
                    Order.class,
                    order -> order.purchase().merchantId(),
                    _ -> null,
                    order -> order.holds().stream().anyMatch(Hold::isOpen),
                    OrderDocuments::indexed,
                    List.of(
                            List.of("customerId", "-placedAt", "-_id"),
                            List.of("merchantId", "-placedAt", "-_id"),
                            List.of("storefront", "-placedAt", "-_id"),
                            List.of("-placedAt", "-_id"),
                            List.of("orderNo"),
                            List.of(ACCOUNTS, "-placedAt", "-_id"),
                            List.of(TRANSACTION)));

    private OrderDocuments() {}

    private static Map<String, @Nullable Object> indexed(Order order) {
        var purchase = order.purchase();
        return Map.of(
                "orderNo", purchase.orderNo(),
                "customerId", purchase.customerId(),
                "storefront", purchase.storefront(),
                "placedAt", purchase.placedAt(),
                "status", order.status().name(),
                "products", purchase.items().stream().map(OrderItem::name).toList());
    }
}
