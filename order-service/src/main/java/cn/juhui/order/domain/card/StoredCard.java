package cn.juhui.order.domain.card;

import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.domain.card.CardState.Delivered;
import cn.juhui.order.domain.card.CardState.Free;
import cn.juhui.order.domain.card.CardState.Frozen;
import cn.juhui.order.domain.card.CardState.Pending;
import cn.juhui.order.domain.card.CardState.Voided;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A card as it stands in an order's document, flat.
///
/// @param beforeFreeze what it was when a refund froze it; null when it is free
/// @param refundId the refund that froze or voided it; null when it is free
record StoredCard(
        String id,
        int item,
        Money paidPrice,
        Money faceValue,
        Money remainingValue,
        CardStatus status,
        @Nullable CardStatus beforeFreeze,
        @Nullable String refundId,
        @Nullable Instant shippedAt,
        @Nullable String codeHint,
        @Nullable LateReport lateReport,
        @Nullable Provenance shipment,
        @Nullable Provenance use,
        @Nullable Provenance check,
        @Nullable Integer reports) {

    CardState state() {
        return switch (status) {
            case PENDING, UNUSED, PARTIALLY_USED, USED -> free(status);
            case FROZEN -> frozen();
            case VOIDED -> new Voided(frozen());
        };
    }

    private Frozen frozen() {
        if (refundId == null || beforeFreeze == null) {
            throw incomplete();
        }
        return new Frozen(refundId, free(beforeFreeze), lateReport);
    }

    private Free free(CardStatus free) {
        return switch (free) {
            case PENDING -> new Pending(remainingValue);
            case UNUSED, PARTIALLY_USED, USED ->
                    new Delivered(new Delivery(shippedAt, shipment, codeHint), remainingValue, use);
            case FROZEN, VOIDED -> throw incomplete();
        };
    }

    private IllegalStateException incomplete() {
        return new IllegalStateException("Card " + id + " is " + status + " of nothing");
    }
}
