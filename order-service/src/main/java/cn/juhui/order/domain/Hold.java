package cn.juhui.order.domain;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.RefundRoute;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one refund means to the order. It is remembered for ever, so that no message, however late or often it comes, is
/// answered differently the second time.
///
/// @param route who was to decide; null for a declined one
/// @param at when the cards were frozen; null for a declined one
/// @param amount while `HELD` what is reserved; from `VOIDED` on what was approved; zero for a declined one
public record Hold(
        String refundId,
        List<String> cardIds,
        Money amount,
        State state,
        @Nullable RefundRoute route,
        @Nullable Instant at) {

    public enum State {
        /// Amount reserved, cards frozen.
        HELD,
        /// The rules said no, at the application or at the last look before the money would move; nothing is reserved.
        DECLINED,
        /// Approved: cards voided, the money may move, so the amount stays reserved until it has arrived.
        VOIDED,
        /// The money is back with the customer.
        SETTLED,
        /// The case ended without money.
        RELEASED
    }

    public Hold {
        cardIds = List.copyOf(cardIds);
    }

    static Hold declined(String refundId, String currency) {
        return new Hold(refundId, List.of(), Money.zero(currency), State.DECLINED, null, null);
    }

    Hold now(State next) {
        return new Hold(refundId, cardIds, amount, next, route, at);
    }

    Hold voided(Money approved) {
        return new Hold(refundId, cardIds, approved, State.VOIDED, route, at);
    }

    /// Whether its amount counts as held in the balance.
    boolean reserves() {
        return state == State.HELD || state == State.VOIDED;
    }
}
