package cn.juhui.order.domain.card;

import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.domain.card.CardState.Delivered;
import cn.juhui.order.domain.card.CardState.Free;
import cn.juhui.order.domain.card.CardState.Frozen;
import cn.juhui.order.domain.card.CardState.Pending;
import cn.juhui.order.domain.card.CardState.Voided;
import cn.juhui.platform.kernel.StoredAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One sold unit.
///
/// @param item position of its item in the order
/// @param paidPrice its share of what was paid
/// @param check the supplier's last answer; null when it was not asked or did not know
/// @param reports how often its use was told, since that is counted
public record Card(
        String id,
        int item,
        Money paidPrice,
        Money faceValue,
        CardState state,
        @Nullable Provenance check,
        int reports)
        implements StoredAs<StoredCard> {

    /// A party's reports of its use; with those of neutral sources twice as many.
    public static final int MOST_REPORTS = 50;

    /// As its document says.
    Card(StoredCard stored) {
        this(
                stored.id(),
                stored.item(),
                stored.paidPrice(),
                stored.faceValue(),
                stored.state(),
                stored.check(),
                stored.reports() == null ? 0 : stored.reports());
    }

    public static Card pending(String id, int item, Money paidPrice, Money faceValue) {
        return new Card(id, item, paidPrice, faceValue, new Pending(faceValue), null, 0);
    }

    /// The same in another state.
    public Card in(CardState next) {
        return new Card(id, item, paidPrice, faceValue, next, check, reports);
    }

    public Card reportedOnceMore() {
        return new Card(id, item, paidPrice, faceValue, state, check, reports + 1);
    }

    /// The supplier answered, whatever it said.
    public Card checked(Provenance answer) {
        return new Card(id, item, paidPrice, faceValue, state, answer, reports);
    }

    /// The name that people and front ends know its state by.
    public CardStatus status() {
        return switch (state) {
            case Free free -> statusOf(free);
            case Frozen _ -> CardStatus.FROZEN;
            case Voided _ -> CardStatus.VOIDED;
        };
    }

    private CardStatus statusOf(Free free) {
        return switch (free) {
            case Pending _ -> CardStatus.PENDING;
            case Delivered d when d.remaining().isZero() -> CardStatus.USED;
            case Delivered d when d.remaining().equals(faceValue) -> CardStatus.UNUSED;
            case Delivered _ -> CardStatus.PARTIALLY_USED;
        };
    }

    /// Whether it waits for its delivery.
    public boolean canBeShipped() {
        return switch (state) {
            case Pending _ -> true;
            case Delivered _, Frozen _, Voided _ -> false;
        };
    }

    /// Whether its use can be told.
    public boolean canBeUsed() {
        return switch (state) {
            case Delivered d -> d.deliveredAt() != null && !d.remaining().isZero();
            case Pending _, Frozen _, Voided _ -> false;
        };
    }

    /// Whether no refund has its hand on it (R8).
    public boolean isFree() {
        return switch (state) {
            case Free _ -> true;
            case Frozen _, Voided _ -> false;
        };
    }

    /// Whether it is worthless for ever: there is nothing left to talk about.
    public boolean isVoided() {
        return switch (state) {
            case Voided _ -> true;
            case Free _, Frozen _ -> false;
        };
    }

    /// Whether its full price is still in it (R1).
    public boolean isUntouched() {
        return switch (state) {
            case Pending _ -> true;
            case Delivered d -> d.remaining().equals(faceValue);
            case Frozen _, Voided _ -> false;
        };
    }

    public boolean isFrozenFor(String refund) {
        return state instanceof Frozen frozen && refund.equals(frozen.refundId());
    }

    /// The refund that froze or voided it; null when it is free.
    public @Nullable String refundId() {
        return switch (state) {
            case Free _ -> null;
            case Frozen frozen -> frozen.refundId();
            case Voided(var frozen) -> frozen.refundId();
        };
    }

    /// What a neutral source told of a use since it was frozen (R8); null when none did.
    public @Nullable LateReport lateReport() {
        return switch (state) {
            case Free _ -> null;
            case Frozen frozen -> frozen.late();
            case Voided(var frozen) -> frozen.late();
        };
    }

    /// What is left of it; of a card that a refund has its hand on, what was left then.
    public Money remainingValue() {
        return state.free().remaining();
    }

    /// When it was delivered; null before that, and when nobody knows.
    public @Nullable Instant shippedAt() {
        return state.free().deliveredAt();
    }

    public @Nullable String codeHint() {
        var delivery = state.free().delivery();
        return delivery == null ? null : delivery.codeHint();
    }

    /// Who told its delivery; null before it, and on cards from before that was kept.
    public @Nullable Provenance shipment() {
        var delivery = state.free().delivery();
        return delivery == null ? null : delivery.told();
    }

    /// Who told its remaining value; null while it was not used, and on cards from before that was kept.
    public @Nullable Provenance use() {
        return switch (state.free()) {
            case Pending _ -> null;
            case Delivered d -> d.use();
        };
    }

    /// From when its self-service window runs (R5); null before the delivery, and when nobody knows.
    public @Nullable Instant windowStart() {
        var delivery = state.free().delivery();
        return delivery == null ? null : delivery.windowStart();
    }

    /// Whether its use was told by a party alone: then proof can show more than the record (R4).
    public boolean isUseClaimed() {
        var use = use();
        return use != null && !use.source().isNeutral();
    }

    /// Whether the supplier itself said how much is left.
    public boolean isUseChecked() {
        var use = use();
        return use != null && use.source() == FactSource.SUPPLIER;
    }

    /// `paidPrice × remainingValue ÷ faceValue`, rounded down to the fen (R4); the full price of an untouched card (R1).
    public Money refundable() {
        return refundable(remainingValue());
    }

    /// The same for another remaining value.
    public Money refundable(Money remaining) {
        return paidPrice.share(remaining.value(), faceValue.value());
    }

    /// The most that may be claimed for a card whose recorded use is disputed (R4): its price, when a party alone told the use; a fen
    /// less when the record rests on more than that.
    public Money disputable() {
        return paidPrice.isZero() || isUseClaimed()
                ? paidPrice
                : paidPrice.minus(new Money(1, paidPrice.currency()));
    }

    /// The most that an agent can rule for it on proof (R4).
    public Money ceiling() {
        return isUseClaimed() ? paidPrice : refundable();
    }

    public CardFacts facts() {
        var late = lateReport();
        return late == null
                ? new CardFacts(new CardId(id), remainingValue(), shipment(), use(), check)
                : new CardFacts(
                        new CardId(id),
                        late.remainingValue(),
                        shipment(),
                        late.provenance(),
                        check);
    }

    @Override
    public StoredCard stored() {
        var free = state.free();
        return new StoredCard(
                id,
                item,
                paidPrice,
                faceValue,
                free.remaining(),
                status(),
                isFree() ? null : statusOf(free),
                refundId(),
                shippedAt(),
                codeHint(),
                lateReport(),
                shipment(),
                use(),
                check,
                reports == 0 ? null : reports);
    }
}
