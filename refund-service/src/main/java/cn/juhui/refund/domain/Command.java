package cn.juhui.refund.domain;

import static cn.juhui.contracts.Role.AGENT;
import static cn.juhui.contracts.Role.CUSTOMER;
import static cn.juhui.contracts.Role.MERCHANT;
import static cn.juhui.contracts.Role.SYSTEM;

import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.NameCheck;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.ReplacementAccount;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import cn.juhui.refund.domain.state.Ruling;
import cn.juhui.refund.domain.state.UseClaim;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a case can be told.
public sealed interface Command {

    /// Always for all that is held: less needs the customer's consent, so it is an [Offer].
    ///
    /// @param amount what the merchant believes to approve; null when they don't say
    record Approve(@Nullable Money amount) implements Command {}

    record Reject(RejectionCode code, String text) implements Command {}

    record Offer(Money amount, String text) implements Command {}

    /// @param from the side that owes it
    record RequestEvidence(Role from, List<EvidenceKind> kinds, String text) implements Command {}

    record SupplyEvidence(List<String> evidenceIds, @Nullable String note) implements Command {}

    record Resubmit(List<String> evidenceIds, @Nullable String note) implements Command {}

    record Withdraw() implements Command {}

    record Urge() implements Command {}

    record AcceptOffer() implements Command {}

    record DeclineOffer() implements Command {}

    record Appeal(String statement, List<String> evidenceIds) implements Command {}

    record RequestIntervention(String statement, List<String> evidenceIds) implements Command {}

    record Take() implements Command {}

    record Rule(
            Ruling.Kind decision,
            @Nullable BigDecimal ratio,
            @Nullable Money amount,
            String rule,
            String text,
            Ruling.CostBearer costBearer)
            implements Command {}

    /// Another agent confirms the ruling that was proposed, or returns it.
    record ConfirmRuling(boolean accept, String text) implements Command {}

    /// Another account for the money.
    ///
    /// @param ref by what payout-service knows it
    /// @param nameCheck whether its holder is who paid
    /// @param secondAgentAbove from more than how many minor units on two agents must accept it
    record NameAccount(
            String ref,
            PaymentChannel channel,
            String maskedAccount,
            String holderName,
            @Nullable String bankName,
            NameCheck nameCheck,
            List<String> evidenceIds,
            long secondAgentAbove)
            implements Command {

        public ReplacementAccount namedBy(String person) {
            return new ReplacementAccount(
                    ref, channel, maskedAccount, holderName, bankName, person, nameCheck);
        }
    }

    /// An agent accepts or refuses the account.
    record VerifyAccount(boolean accept, String text) implements Command {}

    /// The order holds amount and cards.
    record RecordHold(Hold hold) implements Command {}

    record RecordHoldDeclined(List<RuleOutcome> rules) implements Command {}

    /// The merchant told a use of a card that the case had frozen.
    record RecordClaim(UseClaim claim) implements Command {}

    /// At the last look the order did not let the payout start; amount and cards stay held.
    ///
    /// @param facts what is on record now about the cards that it was stopped for
    record RecordStop(List<RuleOutcome> rules, List<CardFacts> facts) implements Command {}

    /// What payout-service told, except success.
    ///
    /// @param news the payout as it is now
    record RecordPayout(Payout news) implements Command {}

    record RecordCompletion(
            String payoutId,
            Money amount,
            PaymentChannel channel,
            String channelRefundId,
            Instant paidAt)
            implements Command {}

    /// A second number was paid, or is under way.
    ///
    /// @param amount what was paid once too often: what the case owes
    record RecordPaidTwice(String payoutId, Money amount, Payout.PaidAgain again)
            implements Command {}

    /// A number that was paid once too often is none any more.
    ///
    /// @param amount what is no loss any more: what the case owes
    /// @param settles what the customer has the money by from now on; null when by nothing any more, which is told next
    record RecordPaidTwiceUndone(
            String payoutId, Money amount, String payoutNo, @Nullable Settles settles)
            implements Command {}

    /// What the customer has the money by.
    record Settles(PaymentChannel channel, String channelRefundId, Instant paidAt) {}

    /// The clock says that the case is due.
    record PassDeadline() implements Command {}

    /// Evidence of the order that comes with it, and that must be known before the case takes it.
    default List<String> evidenceBrought() {
        return switch (this) {
            case SupplyEvidence(var ids, _) -> ids;
            case Resubmit(var ids, _) -> ids;
            case Appeal(_, var ids) -> ids;
            case RequestIntervention(_, var ids) -> ids;
            // Its proof was looked at before the account's number was kept.
            case NameAccount _ -> List.of();
            case Approve _,
                    Reject _,
                    Offer _,
                    RequestEvidence _,
                    Withdraw _,
                    Urge _,
                    AcceptOffer _,
                    DeclineOffer _,
                    Take _,
                    Rule _,
                    ConfirmRuling _,
                    VerifyAccount _,
                    RecordHold _,
                    RecordHoldDeclined _,
                    RecordClaim _,
                    RecordStop _,
                    RecordPayout _,
                    RecordCompletion _,
                    RecordPaidTwice _,
                    RecordPaidTwiceUndone _,
                    PassDeadline _ ->
                    List.of();
        };
    }

    /// Whose command it is.
    default Set<Role> by() {
        return switch (this) {
            case Approve _, Reject _, Offer _ -> Set.of(MERCHANT);
            case RequestEvidence _ -> Set.of(MERCHANT, AGENT);
            case SupplyEvidence _ -> Set.of(CUSTOMER, MERCHANT, AGENT);
            case Resubmit _ -> Set.of(CUSTOMER, AGENT);
            case Withdraw _,
                    Urge _,
                    AcceptOffer _,
                    DeclineOffer _,
                    Appeal _,
                    RequestIntervention _,
                    NameAccount _ ->
                    Set.of(CUSTOMER);
            case Take _, Rule _, ConfirmRuling _, VerifyAccount _ -> Set.of(AGENT);
            case RecordHold _,
                    RecordHoldDeclined _,
                    RecordClaim _,
                    RecordStop _,
                    RecordPayout _,
                    RecordCompletion _,
                    RecordPaidTwice _,
                    RecordPaidTwiceUndone _,
                    PassDeadline _ ->
                    Set.of(SYSTEM);
        };
    }
}
