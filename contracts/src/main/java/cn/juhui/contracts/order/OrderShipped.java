package cn.juhui.contracts.order;

import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.id.CardId;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The merchant delivered the codes, or executed the top-ups, of these cards.
///
/// @param shippedAt when it is said to have happened
/// @param provenance who told it; null in events from before it was kept
public record OrderShipped(
        @JsonUnwrapped OrderIds ids,
        List<CardId> cardIds,
        Instant shippedAt,
        @Nullable Provenance provenance)
        implements OrderEvent {

    public static final String TYPE = "order.shipped";

    @Override
    public String type() {
        return TYPE;
    }
}
