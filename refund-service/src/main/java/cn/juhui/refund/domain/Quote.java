package cn.juhui.refund.domain;

import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the order's rules say about an application before it is made: not a promise, the hold decides.
///
/// @param leastAmount less can't be asked for, because an unused card is refunded in full or not at all (R1); null from an order-service
///     that doesn't say
/// @param category whose policy holds for the cards; null from an order-service that doesn't say
/// @param paymentChannel that the order was paid through; null from an order-service that doesn't say
public record Quote(
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String productName,
        List<String> cardIds,
        boolean eligible,
        RefundRoute route,
        Money maxAmount,
        @Nullable Money leastAmount,
        List<CardArithmetic> arithmetic,
        List<RuleOutcome> rules,
        List<EvidenceNeed> requiredEvidence,
        @Nullable String category,
        @Nullable PaymentChannel paymentChannel) {

    private static final RuleOutcome UNUSED_CARD_IN_FULL =
            new RuleOutcome("R1", RuleOutcome.Outcome.BLOCKED, "UNUSED_CARD_IN_FULL", null);

    /// A piece of evidence that evidence-service knows.
    public record Evidence(String id, EvidenceKind kind, String orderId) {}

    /// Why an application can't be made.
    public sealed interface Objection {

        record NotEligible(List<RuleOutcome> rules) implements Objection {}

        /// [Refusal.AmountNotNamed], [Refusal.AmountNotPositive], [Refusal.AmountTooHigh] or [Refusal.CurrencyDiffers].
        record WrongAmount(Refusal why) implements Objection {}

        /// @param missing what more is needed
        record EvidenceMissing(List<EvidenceNeed> missing) implements Objection {}
    }

    /// Null when nothing speaks against the application.
    public @Nullable Objection objection(@Nullable Money askedFor, List<Evidence> evidence) {
        if (!eligible) {
            return new Objection.NotEligible(
                    rules.stream()
                            .filter(rule -> rule.outcome() == RuleOutcome.Outcome.BLOCKED)
                            .toList());
        }
        var disputed =
                arithmetic.stream()
                        .anyMatch(line -> line.disputable() != null && line.refundable().isZero());
        var wrong =
                askedFor != null
                        ? Amounts.refusal(askedFor, maxAmount)
                        : disputed ? new Refusal.AmountNotNamed() : null;
        if (wrong != null) {
            return new Objection.WrongAmount(wrong);
        }
        if (askedFor != null && leastAmount != null && !askedFor.covers(leastAmount)) {
            return new Objection.NotEligible(List.of(UNUSED_CARD_IN_FULL));
        }
        var missing = missing(requiredEvidence, evidence);
        return missing.isEmpty() ? null : new Objection.EvidenceMissing(missing);
    }

    /// Those of the pieces that show whose account it is, by what their senders say that they show.
    public static List<String> accountProofs(List<Evidence> evidence) {
        return evidence.stream()
                .filter(piece -> EvidenceUse.of(piece.kind()) == EvidenceUse.ACCOUNT_PROOF)
                .map(Evidence::id)
                .toList();
    }

    /// Which of the needs these pieces don't meet.
    public static List<EvidenceNeed> missing(List<EvidenceNeed> needs, List<Evidence> evidence) {
        var counts =
                evidence.stream()
                        .collect(Collectors.groupingBy(Evidence::kind, Collectors.counting()));
        return needs.stream()
                .filter(need ->
                        need.kinds().stream().mapToLong(kind -> counts.getOrDefault(kind, 0L)).sum()
                                < need.min())
                .toList();
    }
}
