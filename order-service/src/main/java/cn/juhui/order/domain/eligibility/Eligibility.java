package cn.juhui.order.domain.eligibility;

import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.RuleOutcome.Outcome;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rules say about an application: an answer, not an error.
///
/// @param eligible whether no rule blocks it
/// @param route who decides; `AGENT` for a no that only says "not by yourself" (R5)
/// @param cardIds the cards it is about
/// @param maxAmount the highest amount; nothing when not eligible
/// @param leastAmount the lowest amount that can be asked for: what the untouched cards were paid for, as they are void afterwards
///     (R1); nothing when there are none
/// @param arithmetic how that was computed, a line per card; nothing for a card that a rule blocks
/// @param windowEndsAt when the first of the cards can't be applied for by the customer alone any more; null when no clock runs
/// @param cards the same card by card
/// @param rules the word of every rule, R1 to R11: on each card, then on the order as a whole
public record Eligibility(
        boolean eligible,
        RefundRoute route,
        List<String> cardIds,
        Money maxAmount,
        Money leastAmount,
        List<CardArithmetic> arithmetic,
        List<CardAnswer> cards,
        @Nullable Instant windowEndsAt,
        List<EvidenceNeed> requiredEvidence,
        List<RuleOutcome> rules) {

    public Eligibility {
        cardIds = List.copyOf(cardIds);
        arithmetic = List.copyOf(arithmetic);
        cards = List.copyOf(cards);
        requiredEvidence = List.copyOf(requiredEvidence);
        rules = List.copyOf(rules);
    }

    /// What the rules say of one card.
    ///
    /// @param refundable nothing for a card that a rule blocks
    /// @param windowEndsAt null when no clock runs
    public record CardAnswer(
            String cardId, boolean eligible, Money refundable, @Nullable Instant windowEndsAt) {}

    /// The rules that had a say: what events and other services need.
    public List<RuleOutcome> decisive() {
        return rules.stream().filter(RuleCode::decides).toList();
    }

    /// What the record alone leaves: the amount of an application that names none. Nothing when only a dispute of the record could
    /// lead to money (R4): then somebody has to say how much.
    public Money amountOnRecord() {
        var sum = Money.zero(maxAmount.currency());
        for (var line : arithmetic) {
            sum = sum.plus(line.refundable());
        }
        return maxAmount.covers(sum) ? sum : maxAmount;
    }

    /// Why less than all can't be asked for: a part of an unused card (R1). Nothing when it can.
    public List<RuleOutcome> tooLittle(Money requested) {
        return requested.covers(leastAmount)
                ? List.of()
                : List.of(RuleCode.UNUSED_CARD_IN_FULL.said());
    }

    /// The rules that say no.
    public List<RuleOutcome> blocking() {
        return rules.stream().filter(r -> r.outcome() == Outcome.BLOCKED).toList();
    }
}
