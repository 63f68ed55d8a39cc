package cn.juhui.refund.domain;

import cn.juhui.contracts.CardArithmetic;
import cn.juhui.contracts.Money;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.ReviewTerms;
import java.util.List;

/// What the order reserved for the case (R6, R7): nothing above the amount is ever paid, and the terms are those that were
/// frozen on the order (R10).
public record Hold(
        Money amount,
        List<String> cardIds,
        List<CardArithmetic> arithmetic,
        RefundRoute route,
        ReviewTerms terms) {

    public Hold {
        cardIds = List.copyOf(cardIds);
        arithmetic = List.copyOf(arithmetic);
    }

    /// Whether a card is used up on record and its use is disputed (R4): the amount is then what somebody asked for.
    boolean isDisputed() {
        return arithmetic.stream().anyMatch(line -> line.disputable() != null);
    }
}
