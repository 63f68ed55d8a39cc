package cn.juhui.order.domain;

import cn.juhui.order.domain.card.Card;

/// How much one order takes of what people can tell it again and again, so that its document stays small.
final class OrderLimits {

    /// Refunds of an order. A channel takes fifty of one payment; the others came to nothing.
    static final int MOST_HOLDS = 200;

    /// Cards in its refunds, each counted as often as it is in one.
    static final int MOST_CARDS_IN_HOLDS = 500;

    /// What a merchant claims about frozen cards, in all its refunds together.
    static final int MOST_CLAIMS = 100;

    /// A party's reports of use, of all its cards together; with those of neutral sources twice as many.
    static final int MOST_REPORTS = 300;

    private OrderLimits() {}

    /// Whether it was applied for as often as an order can be (R7), whoever applies.
    static boolean applicationsExhausted(Order order) {
        var holds = order.holds();
        return holds.size() >= MOST_HOLDS
                || holds.stream().mapToInt(h -> h.cardIds().size()).sum() >= MOST_CARDS_IN_HOLDS;
    }

    /// Whether enough was claimed about its frozen cards, in all its refunds together.
    static boolean claimsExhausted(Order order) {
        return order.holds().stream().mapToInt(h -> h.claims().size()).sum() >= MOST_CLAIMS;
    }

    /// Whether enough was told about the use of a card, or of all cards together.
    ///
    /// @param neutral whether a neutral source tells: a party's reports leave room for its facts
    static boolean reportsExhausted(Order order, Card card, boolean neutral) {
        var times = neutral ? 2 : 1;
        return card.reports() >= times * Card.MOST_REPORTS
                || order.cards().stream().mapToInt(Card::reports).sum() >= times * MOST_REPORTS;
    }
}
