package cn.juhui.refund.domain.state;

import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the order reserved for the case (R6, R7), and what it knows about the cards. Without a ruling nothing above the amount is paid, and the
/// terms are those that were frozen on the order (R10).
///
/// @param ceiling the most that can be ruled on proof (R4); null in cases from before it was told: then it is the amount
/// @param facts what is on record about each card, and who said so; null in cases from before it was told
/// @param claims what the merchant said of the cards after they were frozen, oldest first; null for nothing
/// @param payment who told that the order was paid; null in cases from before it was told
public record Hold(
        Money amount,
        List<String> cardIds,
        List<CardArithmetic> arithmetic,
        RefundRoute route,
        ReviewTerms terms,
        @Nullable Money ceiling,
        @Nullable List<CardFacts> facts,
        @Nullable List<UseClaim> claims,
        @Nullable Provenance payment) {

    /// More claims than that add nothing; they are dropped.
    public static final int MAX_CLAIMS = 20;

    public Hold {
        cardIds = List.copyOf(cardIds);
        arithmetic = List.copyOf(arithmetic);
        facts = facts == null ? null : List.copyOf(facts);
        claims = claims == null ? null : List.copyOf(claims);
    }

    /// Of an order that told no ceiling and no facts.
    public Hold(
            Money amount,
            List<String> cardIds,
            List<CardArithmetic> arithmetic,
            RefundRoute route,
            ReviewTerms terms) {
        this(amount, cardIds, arithmetic, route, terms, null, null, null, null);
    }

    /// The most that an agent can rule.
    public Money highest() {
        return ceiling == null || amount.covers(ceiling) ? amount : ceiling;
    }

    /// What the customer paid for the cards of the case: what a ratio is a ratio of.
    public Money paid() {
        return arithmetic.stream()
                .map(CardArithmetic::paidPrice)
                .reduce(Money::plus)
                .orElse(amount);
    }

    /// What is on record about the cards; empty where the order didn't tell.
    public List<CardFacts> known() {
        return facts == null ? List.of() : facts;
    }

    /// What the merchant claims; empty for nothing.
    public List<UseClaim> claimed() {
        return claims == null ? List.of() : claims;
    }

    public Hold claiming(UseClaim claim) {
        var all = Stream.concat(claimed().stream(), Stream.of(claim)).toList();
        return new Hold(amount, cardIds, arithmetic, route, terms, ceiling, facts, all, payment);
    }

    /// The record has moved on for some cards.
    public Hold knowing(List<CardFacts> newer) {
        var others =
                known().stream()
                        .filter(old ->
                                newer.stream().noneMatch(n -> n.cardId().equals(old.cardId())));
        var all = Stream.concat(others, newer.stream()).toList();
        return new Hold(
                amount,
                cardIds,
                arithmetic,
                route,
                terms,
                ceiling,
                all.isEmpty() ? null : all,
                claims,
                payment);
    }
}
