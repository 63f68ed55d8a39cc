package cn.juhui.order.domain.card;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one refund means to the order. It is remembered for ever, so that no message, however late or often it comes, is
/// answered differently the second time.
///
/// @param reason of the application; null for a declined one, and from before it was kept
/// @param refusedByPlatform whether the platform's ruling gave nothing, which is final; null for no
/// @param moneyStep the latest step of the case, counted from 1, that told where the money is; null while none did, and from before it was kept
/// @param route who was to decide; null for a declined one
/// @param at when the cards were frozen; null for a declined one
/// @param amount while `HELD` what is reserved; from `VOIDED` on what was approved; zero for a declined one
/// @param ceiling the most that can be approved on proof (R4); null for a declined one, and from before there was one: then the amount
/// @param claims what the merchant said of its cards after they were frozen
/// @param stopped which approval was stopped at the last look; null for none. Only a later one counts
public record Hold(
        String refundId,
        List<String> cardIds,
        Money amount,
        State state,
        @Nullable RefundRoute route,
        @Nullable Instant at,
        @Nullable Money ceiling,
        List<UseClaim> claims,
        @Nullable Long stopped,
        @Nullable RefundReason reason,
        @Nullable Boolean refusedByPlatform,
        @Nullable Long moneyStep) {

    /// Claims of one case: who has said so much has said enough.
    public static final int MOST_CLAIMS = 20;

    public enum State {
        /// Amount reserved, cards frozen.
        HELD,
        /// The rules said no to the application; nothing is reserved.
        DECLINED,
        /// Approved: cards voided, the money may move, so the amount stays reserved until it has arrived; and again from when the channel took it back.
        VOIDED,
        /// The money is back with the customer.
        SETTLED,
        /// The case ended without money.
        RELEASED;

        /// Whether its refund was sent to the channel, or may still be (R11).
        public boolean countsAtTheChannel() {
            return this == HELD || isSent();
        }

        /// Whether its refund goes, or went, to the channel.
        public boolean isSent() {
            return switch (this) {
                case VOIDED, SETTLED -> true;
                case HELD, DECLINED, RELEASED -> false;
            };
        }
    }

    public Hold {
        cardIds = List.copyOf(cardIds);
        // Documents from before claims were kept have none.
        claims = List.copyOf(Objects.requireNonNullElse(claims, List.of()));
    }

    public static Hold of(
            String refundId,
            List<String> cardIds,
            Money amount,
            RefundRoute route,
            Instant at,
            Money ceiling,
            RefundReason reason) {
        return new Hold(
                refundId,
                cardIds,
                amount,
                State.HELD,
                route,
                at,
                ceiling,
                List.of(),
                null,
                reason,
                null,
                null);
    }

    public static Hold declined(String refundId, String currency) {
        return new Hold(
                refundId,
                List.of(),
                Money.zero(currency),
                State.DECLINED,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null);
    }

    /// The case told at this step where the money is: with the customer, or owed to them (again).
    public Hold moneyIs(State next, long step) {
        return new Hold(
                refundId,
                cardIds,
                amount,
                next,
                route,
                at,
                ceiling,
                claims,
                stopped,
                reason,
                refusedByPlatform,
                step);
    }

    /// Whether this step of the case, or a later one, has told already where the money is.
    public boolean knowsMoneyAt(long step) {
        return moneyStep != null && step <= moneyStep;
    }

    public Hold voided(Money approved) {
        return new Hold(
                refundId,
                cardIds,
                approved,
                State.VOIDED,
                route,
                at,
                ceiling,
                claims,
                stopped,
                reason,
                refusedByPlatform,
                moneyStep);
    }

    public Hold claimed(UseClaim claim) {
        return new Hold(
                refundId,
                cardIds,
                amount,
                state,
                route,
                at,
                ceiling,
                Stream.concat(claims.stream(), Stream.of(claim)).toList(),
                stopped,
                reason,
                refusedByPlatform,
                moneyStep);
    }

    /// The case ended without money.
    public Hold released(boolean byRulingOfThePlatform) {
        return new Hold(
                refundId,
                cardIds,
                amount,
                State.RELEASED,
                route,
                at,
                ceiling,
                claims,
                stopped,
                reason,
                byRulingOfThePlatform ? true : null,
                moneyStep);
    }

    /// Whether the platform said a final no to an application for the card for this reason (R7).
    public boolean refused(String cardId, RefundReason forReason) {
        return Boolean.TRUE.equals(refusedByPlatform)
                && reason == forReason
                && cardIds.contains(cardId);
    }

    /// The last look stopped an approval; amount and cards stay held.
    public Hold stoppedAt(long approval) {
        return new Hold(
                refundId,
                cardIds,
                amount,
                state,
                route,
                at,
                ceiling,
                claims,
                approval,
                reason,
                refusedByPlatform,
                moneyStep);
    }

    /// Whether this approval, or a later one, was stopped.
    public boolean hasStopped(long approval) {
        return stopped != null && approval <= stopped;
    }

    /// The most that can be approved.
    public Money highest() {
        return ceiling == null || !ceiling.covers(amount) ? amount : ceiling;
    }

    /// Whether its refund has not ended.
    public boolean isOpen() {
        return reserves();
    }

    /// Whether its amount counts as held in the balance.
    public boolean reserves() {
        return state == State.HELD || state == State.VOIDED;
    }

    /// The cards, as events name them.
    public List<CardId> cards() {
        return cardIds.stream().map(CardId::new).toList();
    }
}
