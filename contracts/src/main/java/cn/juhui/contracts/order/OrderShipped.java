package cn.juhui.contracts.order;

import java.time.Instant;
import java.util.List;

/// The merchant delivered the codes, or executed the top-ups, of these cards.
public record OrderShipped(
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        List<String> cardIds,
        Instant shippedAt)
        implements OrderEvent {

    public static final String TYPE = "order.shipped";

    @Override
    public String type() {
        return TYPE;
    }
}
