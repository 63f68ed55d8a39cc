package cn.juhui.order.application;

import cn.juhui.order.domain.Order;
import cn.juhui.platform.journal.Stored;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads lists of orders; decisions never rest on them.
public interface OrderQueries {

    /// The latest placed first.
    ///
    /// @param after where the page before ended; null for the first page
    List<Stored<Order>> list(OrderFilter filter, @Nullable Position after, int limit);

    /// Where an order stands in a list.
    record Position(Instant placedAt, String orderId) {}
}
