package cn.juhui.order.domain;

import cn.juhui.contracts.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be asked of an order. Every one may come twice, late, or in the wrong order.
public sealed interface OrderCommand {

    /// The merchant delivered.
    ///
    /// @param cards which ones; empty for all
    record Ship(List<ShippedCard> cards, Instant at) implements OrderCommand {

        public Ship {
            cards = List.copyOf(cards);
        }
    }

    /// @param codeHint of its code at most the last four characters, whatever was sent
    record ShippedCard(String cardId, @Nullable String codeHint) {

        public ShippedCard {
            codeHint = codeHint == null ? null : Masks.lastFour(codeHint);
        }
    }

    /// Somebody spent of a card.
    record ReportUsage(String cardId, Money remainingValue, Instant at) implements OrderCommand {}

    /// A refund was requested: reserve amount and cards, or say why not.
    ///
    /// @param requestedAmount null for as much as the rules allow
    /// @param at now: from then on the cards are frozen
    /// @param risk what the risk limits said, if it is to be decided at once
    record HoldForRefund(
            String refundId,
            Application application,
            @Nullable Money requestedAmount,
            Instant at,
            ExpressRisk risk)
            implements OrderCommand {}

    /// The refund was approved for this amount: make the cards worthless before the money moves (R8).
    record VoidForPayout(String refundId, Money amount) implements OrderCommand {}

    /// The money has arrived.
    record SettleRefund(String refundId, Money amount) implements OrderCommand {}

    /// The refund ended without money.
    record ReleaseHold(String refundId) implements OrderCommand {}
}
