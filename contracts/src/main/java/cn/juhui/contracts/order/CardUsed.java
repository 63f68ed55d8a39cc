package cn.juhui.contracts.order;

import cn.juhui.contracts.Money;
import java.time.Instant;

/// Somebody spent of a card.
public record CardUsed(
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String cardId,
        Money remainingValue,
        Instant reportedAt)
        implements OrderEvent {

    public static final String TYPE = "order.card_used";

    @Override
    public String type() {
        return TYPE;
    }
}
