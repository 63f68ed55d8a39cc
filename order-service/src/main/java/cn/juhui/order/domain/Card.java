package cn.juhui.order.domain;

import cn.juhui.contracts.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One sold unit.
///
/// @param item position of its item in the order
/// @param paidPrice its share of what was paid
/// @param beforeFreeze what it was when a refund froze it, so that a release gives back exactly that; null when usable
/// @param refundId the refund that froze or voided it; null when usable
/// @param codeHint at most the last four characters of the code; never the code
/// @param lateReport what speaks against paying for a frozen card (R8); null when nothing does
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
        @Nullable LateReport lateReport) {

    /// A use from before the card was frozen, reported only afterwards.
    record LateReport(Money remainingValue, Instant at) {}

    static Card pending(String id, int item, Money paidPrice, Money faceValue) {
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
                null);
    }

    Card shipped(Instant at, @Nullable String hint) {
        return new Card(
                id,
                item,
                paidPrice,
                faceValue,
                remainingValue,
                CardStatus.UNUSED,
                null,
                null,
                at,
                hint,
                null);
    }

    Card usedDownTo(Money remaining) {
        var now = remaining.isZero() ? CardStatus.USED : CardStatus.PARTIALLY_USED;
        return new Card(
                id, item, paidPrice, faceValue, remaining, now, null, null, shippedAt, codeHint,
                null);
    }

    Card frozenFor(String refund) {
        return with(CardStatus.FROZEN, status, refund, null);
    }

    /// What it was before it was frozen, less what was spent before that and reported only afterwards.
    Card released() {
        var late = lateReport;
        var before = with(beforeFreeze == null ? status : beforeFreeze, null, null, null);
        if (late == null) {
            return before;
        }
        var delivered = shippedAt == null ? before.shipped(late.at(), null) : before;
        return delivered.usedDownTo(late.remainingValue());
    }

    Card voided() {
        return with(CardStatus.VOIDED, beforeFreeze, refundId, lateReport);
    }

    Card reportedLate(LateReport report) {
        return with(status, beforeFreeze, refundId, report);
    }

    boolean isFrozenFor(String refund) {
        return status == CardStatus.FROZEN && refund.equals(refundId);
    }

    /// `paidPrice × remainingValue ÷ faceValue`, rounded down to the fen (R4); the full price of an untouched card (R1).
    Money refundable() {
        return paidPrice.share(remainingValue.value(), faceValue.value());
    }

    /// The most that may be claimed for a card that is used up on record, when that is disputed: less than its price (R4).
    Money disputable() {
        return paidPrice.isZero() ? paidPrice : paidPrice.minus(new Money(1, paidPrice.currency()));
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
                report);
    }
}
