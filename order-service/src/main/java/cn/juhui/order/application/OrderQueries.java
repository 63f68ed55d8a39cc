package cn.juhui.order.application;

import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.express.Party;
import cn.juhui.platform.journal.Stored;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads lists of orders; decisions never rest on them.
public interface OrderQueries {

    /// The latest placed first.
    ///
    /// @param after where the page before ended; null for the first page
    /// @throws TooWideException when too many orders would have to be looked at
    List<Stored<Order>> list(OrderFilter filter, @Nullable Position after, int limit);

    /// How many of the latest orders of a customer or a merchant were refunded, or are being refunded.
    ///
    /// @param limit how many orders are looked at
    Share latest(Party party, int limit);

    /// A search whose answer took too long. A narrower one can be answered.
    final class TooWideException extends RuntimeException {

        private static final long serialVersionUID = 1;

        public TooWideException(Throwable cause) {
            super("The search takes too long", cause);
        }
    }

    /// @param orders how many there are, up to the limit
    /// @param refunded those of them with money refunded or held for a refund
    record Share(int orders, int refunded) {}

    /// Where an order stands in a list.
    record Position(Instant placedAt, String orderId) {}
}
