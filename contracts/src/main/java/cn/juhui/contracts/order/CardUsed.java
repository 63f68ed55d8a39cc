package cn.juhui.contracts.order;

import cn.juhui.contracts.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody spent of a card.
///
/// @param refundId the refund that had frozen or voided the card when its earlier use was reported: the card stays as it is, and
///     nothing is paid for it any more; null for a card that no refund has its hand on
public record CardUsed(
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String cardId,
        Money remainingValue,
        Instant reportedAt,
        @Nullable String refundId)
        implements OrderEvent {

    public static final String TYPE = "order.card_used";

    @Override
    public String type() {
        return TYPE;
    }
}
