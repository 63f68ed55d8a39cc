package cn.juhui.contracts.order;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.Provenance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody spent of a card.
///
/// @param reportedAt when it is said to have happened
/// @param refundId the refund that had frozen the card when a neutral source told of its earlier use: the card stays as it is, and the
///     order looks at it again before money moves; null for a card that no refund has its hand on
/// @param provenance who told it; null in events from before it was kept
public record CardUsed(
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String cardId,
        Money remainingValue,
        Instant reportedAt,
        @Nullable String refundId,
        @Nullable Provenance provenance)
        implements OrderEvent {

    public static final String TYPE = "order.card_used";

    @Override
    public String type() {
        return TYPE;
    }
}
