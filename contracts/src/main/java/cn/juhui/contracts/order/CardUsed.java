package cn.juhui.contracts.order;

import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody spent of a card.
///
/// @param reportedAt when it is said to have happened
/// @param refundId the refund that had frozen the card when a neutral source told of its earlier use: the card stays as it is, and the
///     order looks at it again before money moves; null for a card that no refund has its hand on
/// @param provenance who told it; null in events from before it was kept
public record CardUsed(
        @JsonUnwrapped OrderIds ids,
        CardId cardId,
        Money remainingValue,
        Instant reportedAt,
        @Nullable RefundId refundId,
        @Nullable Provenance provenance)
        implements OrderEvent {

    public static final String TYPE = "order.card_used";

    @Override
    public String type() {
        return TYPE;
    }
}
