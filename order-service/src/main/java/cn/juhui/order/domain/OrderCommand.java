package cn.juhui.order.domain;

import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.eligibility.ExpressRisk;
import cn.juhui.order.domain.purchase.Masks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be asked of an order. Every one may come twice, late, or in the wrong order.
public sealed interface OrderCommand {

    /// The merchant delivered.
    ///
    /// @param cards which ones; empty for all that no refund has its hand on
    /// @param counts the instant that counts for lateness, see [BackDating]
    record Ship(List<ShippedCard> cards, Instant counts, Provenance told) implements OrderCommand {

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

    /// Somebody spent of a card. Told by a party about a frozen card it is a claim; told by a neutral source it is a fact.
    ///
    /// @param text the teller's words; null when they gave none
    record ReportUsage(String cardId, Money remainingValue, @Nullable String text, Provenance told)
            implements OrderCommand {}

    /// What the supplier says about a card.
    ///
    /// @param remainingValue what is left: all of it for an unused card
    record CardCheck(String cardId, Money remainingValue, Provenance told) {

        public CardCheck {
            if (told.source() != FactSource.SUPPLIER) {
                throw new IllegalArgumentException("Only the supplier checks a card: " + told);
            }
        }
    }

    /// A refund was requested: reserve amount and cards, or say why not.
    ///
    /// @param requestedAmount null for as much as the rules allow
    /// @param at now: from then on the cards are frozen
    /// @param risk what the risk limits said, if it is to be decided at once
    /// @param checks what the supplier says about its cards; empty when it was not asked or does not know
    /// @param recordedAt when the order, and with it its payment, was told; null when nobody knows
    /// @param elsewhere how many refunds of the same payment other orders have, sent or held (R11)
    record HoldForRefund(
            String refundId,
            Application application,
            @Nullable Money requestedAmount,
            Instant at,
            ExpressRisk risk,
            List<CardCheck> checks,
            @Nullable Instant recordedAt,
            long elsewhere)
            implements OrderCommand {

        public HoldForRefund {
            checks = List.copyOf(checks);
        }
    }

    /// The refund was approved for this amount: make the cards worthless before the money moves (R8).
    ///
    /// @param checks what the supplier says about its cards at this last look; empty when it was not asked or does not know
    /// @param approval which step of the case approved it, counted from 1: so that one approval is stopped or paid only once
    /// @param at now: the last moment to see whether the channel still takes it (R11)
    /// @param elsewhere how many refunds of the same payment other orders have sent
    record VoidForPayout(
            String refundId,
            Money amount,
            List<CardCheck> checks,
            long approval,
            Instant at,
            long elsewhere)
            implements OrderCommand {

        public VoidForPayout {
            checks = List.copyOf(checks);
        }
    }

    /// The money has arrived.
    ///
    /// @param step which step of the case told it, counted from 1: where the money is, is what the latest step says
    record SettleRefund(String refundId, Money amount, long step) implements OrderCommand {}

    /// The channel took back money that had arrived: it is owed again.
    ///
    /// @param step which step of the case told it, counted from 1
    record ReverseRefund(String refundId, long step) implements OrderCommand {}

    /// The refund ended without money.
    ///
    /// @param refusedByPlatform whether the platform ruled so: its ruling is final
    record ReleaseHold(String refundId, boolean refusedByPlatform) implements OrderCommand {

        public ReleaseHold(String refundId) {
            this(refundId, false);
        }
    }
}
