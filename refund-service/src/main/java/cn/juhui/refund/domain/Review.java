package cn.juhui.refund.domain;

import cn.juhui.contracts.EvidenceKind;
import cn.juhui.contracts.Money;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.RuleOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first machine of a case: is the money owed, and how much of it? Each state carries only what is true in it.
/// What happens in a state is told in [ReviewMachine].
public sealed interface Review {

    /// The order was asked to hold amount and cards and has not answered yet.
    record Requested() implements Review {}

    /// The merchant decides.
    sealed interface InMerchantsHands extends Review {

        Instant deadline();

        /// The same, with the merchant's clock stopped for a while.
        InMerchantsHands pausedFor(Duration pause);
    }

    /// The merchant's clock runs.
    ///
    /// @param remindAt when they are reminded that it does; null once they were
    record MerchantReview(Instant deadline, @Nullable Instant remindAt)
            implements InMerchantsHands {

        /// The reminder comes when three quarters of the time are over.
        static MerchantReview from(Instant now, Duration time) {
            var deadline = now.plus(time);
            return new MerchantReview(deadline, deadline.minus(time.dividedBy(4)));
        }

        MerchantReview reminded() {
            return new MerchantReview(deadline, null);
        }

        @Override
        public MerchantReview pausedFor(Duration pause) {
            return new MerchantReview(
                    deadline.plus(pause), remindAt == null ? null : remindAt.plus(pause));
        }
    }

    /// The merchant's clock ran out; they may still decide until `silenceEndsAt`, when the policy decides.
    ///
    /// @param urges how often the customer urged
    record OverdueReview(
            Instant deadline, Instant silenceEndsAt, int urges, @Nullable Instant urgedAt)
            implements InMerchantsHands {
        @Override
        public OverdueReview pausedFor(Duration pause) {
            return new OverdueReview(deadline, silenceEndsAt.plus(pause), urges, urgedAt);
        }

        OverdueReview urged(Instant now) {
            return new OverdueReview(deadline, silenceEndsAt, urges + 1, now);
        }
    }

    /// A reviewer asked for more: not a rejection. When it comes, the case goes on where it was.
    ///
    /// @param from the side that owes it
    /// @param askedBy MERCHANT or AGENT
    record AwaitingEvidence(
            Role from,
            Role askedBy,
            List<EvidenceKind> kinds,
            String text,
            Instant askedAt,
            Instant deadline,
            Review before)
            implements Review {
        public AwaitingEvidence {
            kinds = List.copyOf(kinds);
        }
    }

    /// The merchant's counter-proposal waits for the customer.
    record Offered(Money amount, String text, Instant deadline) implements Review {}

    /// The merchant said no; the customer may contest it until the deadline.
    record Rejected(RejectionCode code, String text, Instant appealDeadline) implements Review {}

    /// Somebody with the right to it said yes.
    ///
    /// @param payBy when the money should have arrived; from then on the case is shown as late until it has
    /// @param late whether that has passed
    record Approved(Money amount, Ground ground, Instant payBy, boolean late) implements Review {}

    /// It was approved, and at the last look the order did not let the payout start: the platform decides anew. The merchant is not asked again.
    ///
    /// @param amount what had been approved
    /// @param ground on what that had rested
    record Stopped(Money amount, Ground ground) implements Review {}

    /// The review is over, and no money moves: final.
    sealed interface Refused extends Review {}

    /// The order's rules refused the hold.
    record Declined(List<RuleOutcome> rules) implements Refused {
        public Declined {
            rules = List.copyOf(rules);
        }
    }

    record Withdrawn() implements Refused {}

    record Closed(ClosingCause cause) implements Refused {}

    /// On what an approval rests.
    enum Ground {
        /// The platform's rules (R9).
        EXPRESS,
        MERCHANT,
        /// The policy, in the merchant's silence.
        SILENCE,
        OFFER,
        RULING
    }

    /// Why a merchant says no.
    enum RejectionCode {
        INSUFFICIENT_EVIDENCE,
        CARD_USED,
        NOT_OUR_FAULT,
        OUTSIDE_RULES,
        OTHER
    }

    enum ClosingCause {
        APPEAL_WINDOW_OVER,
        EVIDENCE_NEVER_CAME,
        PLATFORM_REFUSED
    }

    /// The name people and front ends know it by.
    default String publicName() {
        return switch (this) {
            case Requested _ -> "REQUESTED";
            case InMerchantsHands _ -> "MERCHANT_REVIEW";
            case AwaitingEvidence _ -> "AWAITING_EVIDENCE";
            case Offered _ -> "OFFERED";
            case Rejected _ -> "REJECTED";
            case Approved _ -> "APPROVED";
            case Stopped _ -> "STOPPED";
            case Declined _ -> "DECLINED";
            case Withdrawn _ -> "WITHDRAWN";
            case Closed _ -> "CLOSED";
        };
    }

    /// The deadline people see; null where nobody has one.
    default @Nullable Instant shownDeadline() {
        return switch (this) {
            case InMerchantsHands s -> s.deadline();
            case AwaitingEvidence s -> s.deadline();
            case Offered s -> s.deadline();
            case Rejected s -> s.appealDeadline();
            case Requested _, Approved _, Stopped _, Refused _ -> null;
        };
    }

    /// When the clock acts next, if nobody else does.
    default @Nullable Instant dueAt() {
        return switch (this) {
            case MerchantReview s -> s.remindAt() == null ? s.deadline() : s.remindAt();
            case OverdueReview s -> s.silenceEndsAt();
            case AwaitingEvidence _,
                    Offered _,
                    Rejected _,
                    Requested _,
                    Approved _,
                    Stopped _,
                    Refused _ ->
                    shownDeadline();
        };
    }
}
