package cn.juhui.order.domain;

import cn.juhui.contracts.Money;
import java.util.List;

/// What one refund means to the order. It is remembered for ever, so that no message, however late or often it comes, is
/// answered differently the second time.
///
/// @param amount while `HELD` what is reserved; from `VOIDED` on what was approved; zero for a declined one
public record Hold(String refundId, List<String> cardIds, Money amount, State state) {

    public enum State {
        /// Amount reserved, cards frozen.
        HELD,
        /// The rules said no; nothing was reserved.
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

    Hold now(State next) {
        return new Hold(refundId, cardIds, amount, next);
    }

    Hold voided(Money approved) {
        return new Hold(refundId, cardIds, approved, State.VOIDED);
    }

    /// Whether its amount counts as held in the balance.
    boolean reserves() {
        return state == State.HELD || state == State.VOIDED;
    }
}
