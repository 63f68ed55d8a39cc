package cn.juhui.order.domain.card;

import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One sold unit.
///
/// @param item position of its item in the order
/// @param paidPrice its share of what was paid
/// @param beforeFreeze what it was when a refund froze it, so that a release gives back exactly that; null when usable
/// @param refundId the refund that froze or voided it; null when usable
/// @param shippedAt the instant of its delivery that counts for lateness; null before the delivery
/// @param codeHint at most the last four characters of the code; never the code
/// @param lateReport what a neutral source told of a use while the card was frozen (R8); null when nothing was told
/// @param shipment who told the delivery; null before it, and on cards from before it was kept
/// @param use who told its remaining value; null while it was not used, and on cards from before it was kept
/// @param check the supplier's last answer; null when it was not asked or did not know
/// @param reports how often its use was told; null while it never was, and on cards from before that was counted
public record Card(
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

    /// A party's reports of its use; with those of neutral sources twice as many.
    public static final int MOST_REPORTS = 50;

    public static Card pending(String id, int item, Money paidPrice, Money faceValue) {
        return new Card(
                id,
                item,
                paidPrice,
                faceValue,
                faceValue,
                CardStatus.PENDING,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// @param counts the instant that counts for lateness
    public Card shipped(Instant counts, Provenance told, @Nullable String hint) {
        return new Card(
                id,
                item,
                paidPrice,
                faceValue,
                remainingValue,
                CardStatus.UNUSED,
                null,
                null,
                counts,
                hint,
                null,
                told,
                null,
                check,
                reports);
    }

    /// @param told who says so; null where nobody knows any more
    public Card usedDownTo(Money remaining, @Nullable Provenance told) {
        var now =
                remaining.isZero()
                        ? CardStatus.USED
                        : remaining.equals(faceValue)
                                ? CardStatus.UNUSED
                                : CardStatus.PARTIALLY_USED;
        return new Card(
                id, item, paidPrice, faceValue, remaining, now, null, null, shippedAt, codeHint,
                null, shipment, told, check, reports);
    }

    public int reported() {
        return reports == null ? 0 : reports;
    }

    public Card reportedOnceMore() {
        return new Card(
                id,
                item,
                paidPrice,
                faceValue,
                remainingValue,
                status,
                beforeFreeze,
                refundId,
                shippedAt,
                codeHint,
                lateReport,
                shipment,
                use,
                check,
                reported() + 1);
    }

    /// The supplier answered, whatever it said.
    public Card checked(Provenance answer) {
        return new Card(
                id,
                item,
                paidPrice,
                faceValue,
                remainingValue,
                status,
                beforeFreeze,
                refundId,
                shippedAt,
                codeHint,
                lateReport,
                shipment,
                use,
                answer,
                reports);
    }

    public Card frozenFor(String refund) {
        return with(CardStatus.FROZEN, status, refund, null);
    }

    /// What it was before it was frozen, less what a neutral source told meanwhile.
    public Card released() {
        var late = lateReport;
        var before = with(beforeFreeze == null ? status : beforeFreeze, null, null, null);
        if (late == null) {
            return before;
        }
        var told = late.provenance();
        var delivered =
                shippedAt == null && told != null ? before.shipped(late.at(), told, null) : before;
        return delivered.usedDownTo(late.remainingValue(), told);
    }

    public Card voided() {
        return with(CardStatus.VOIDED, beforeFreeze, refundId, lateReport);
    }

    public Card reportedLate(LateReport report) {
        return with(status, beforeFreeze, refundId, report);
    }

    /// The platform knows of what was told late.
    public Card weighed() {
        var late = lateReport;
        return late == null
                ? this
                : reportedLate(
                        new LateReport(late.remainingValue(), late.at(), late.provenance(), true));
    }

    public boolean isFrozenFor(String refund) {
        return status == CardStatus.FROZEN && refund.equals(refundId);
    }

    /// From when its self-service window runs (R5): the later of when the delivery is said to have happened and when it was told,
    /// so that it never starts before the customer could know. Null before the delivery.
    public @Nullable Instant windowStart() {
        return shipment == null || shippedAt == null ? shippedAt : shipment.countsFrom();
    }

    /// Whether its use was told by a party alone: then proof can show more than the record (R4).
    public boolean isUseClaimed() {
        return use != null && !use.source().isNeutral();
    }

    /// Whether the supplier itself said how much is left.
    public boolean isUseChecked() {
        return use != null && use.source() == FactSource.SUPPLIER;
    }

    /// `paidPrice × remainingValue ÷ faceValue`, rounded down to the fen (R4); the full price of an untouched card (R1).
    public Money refundable() {
        return refundable(remainingValue);
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
        var late = lateReport;
        return late == null
                ? new CardFacts(new CardId(id), remainingValue, shipment, use, check)
                : new CardFacts(
                        new CardId(id), late.remainingValue(), shipment, late.provenance(), check);
    }

    private Card with(
            CardStatus now,
            @Nullable CardStatus before,
            @Nullable String refund,
            @Nullable LateReport report) {
        return new Card(
                id,
                item,
                paidPrice,
                faceValue,
                remainingValue,
                now,
                before,
                refund,
                shippedAt,
                codeHint,
                report,
                shipment,
                use,
                check,
                reports);
    }
}
