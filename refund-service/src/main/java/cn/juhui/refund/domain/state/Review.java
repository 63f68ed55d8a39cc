package cn.juhui.refund.domain.state;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.money.Money;
import cn.juhui.platform.kernel.StoredName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first machine of a case: is the money owed, and how much of it? Each state carries only what is true in it.
/// What happens in a state is told in [ReviewMachine].
public sealed interface Review {

    /// The order was asked to hold amount and cards and has not answered yet.
    ///
    /// @param lookAt when the case is late, if the order hasn't answered until then; null on cases from before that was kept
    /// @param looks whether it is late: then 1, or more on cases from before, whose order was asked by this clock; null on those from before that
    @StoredName("Requested")
    record Requested(@Nullable Instant lookAt, @Nullable Integer looks) implements Review {

        /// The answer is there within seconds.
        static final Duration ANSWER_TIME = Duration.ofMinutes(1);

        public static Requested at(Instant now) {
            return new Requested(now.plus(ANSWER_TIME), 0);
        }

        public boolean late() {
            return looks != null && looks > 0;
        }

        public Requested asLate() {
            return new Requested(lookAt, 1);
        }
    }

    /// The merchant decides.
    sealed interface InMerchantsHands extends Review {

        Instant deadline();

        /// The same, with the merchant's clock stopped for a while.
        InMerchantsHands pausedFor(Duration pause);

        /// The same when the evidence is there, or is waited for no longer.
        ///
        /// @param grace how long a merchant whose time ended meanwhile has to look at it
        InMerchantsHands goneOn(AwaitingEvidence after, Instant now, Duration grace);
    }

    /// The merchant's clock runs.
    ///
    /// @param remindAt when they are reminded that it does; null once they were
    @StoredName("MerchantReview")
    record MerchantReview(Instant deadline, @Nullable Instant remindAt)
            implements InMerchantsHands {

        /// The reminder comes when three quarters of the time are over.
        public static MerchantReview from(Instant now, Duration time) {
            var deadline = now.plus(time);
            return new MerchantReview(deadline, deadline.minus(time.dividedBy(4)));
        }

        public MerchantReview reminded() {
            return new MerchantReview(deadline, null);
        }

        @Override
        public MerchantReview pausedFor(Duration pause) {
            return new MerchantReview(
                    deadline.plus(pause), remindAt == null ? null : remindAt.plus(pause));
        }

        @Override
        public MerchantReview goneOn(AwaitingEvidence after, Instant now, Duration grace) {
            return pausedFor(after.pauseUntil(now));
        }
    }

    /// The merchant's clock ran out; they may still decide until `silenceEndsAt`, when the policy decides.
    ///
    /// @param urges how often the customer urged
    @StoredName("OverdueReview")
    record OverdueReview(
            Instant deadline, Instant silenceEndsAt, int urges, @Nullable Instant urgedAt)
            implements InMerchantsHands {
        @Override
        public OverdueReview pausedFor(Duration pause) {
            return new OverdueReview(deadline, silenceEndsAt.plus(pause), urges, urgedAt);
        }

        @Override
        public OverdueReview goneOn(AwaitingEvidence after, Instant now, Duration grace) {
            var look = now.plus(grace);
            return look.isAfter(silenceEndsAt)
                    ? new OverdueReview(deadline, look, urges, urgedAt)
                    : this;
        }

        public OverdueReview urged(Instant now) {
            return new OverdueReview(deadline, silenceEndsAt, urges + 1, now);
        }
    }

    /// A reviewer asked for more: not a rejection. When it comes, the case goes on where it was.
    ///
    /// @param from the side that owes it
    /// @param askedBy MERCHANT or AGENT
    /// @param merchantEndsAt when the time of the merchant who asked is over, although the evidence hasn't come; null when it is, when an agent
    ///     asked, and on cases from before a merchant's clock stopped for a limited time only
    /// @param remindAt when the customer is reminded; null once they were, and when the merchant owes it
    @StoredName("AwaitingEvidence")
    record AwaitingEvidence(
            Role from,
            Role askedBy,
            List<EvidenceKind> kinds,
            String text,
            Instant askedAt,
            Instant deadline,
            Review before,
            @Nullable Instant merchantEndsAt,
            @Nullable Instant remindAt)
            implements Review {
        public AwaitingEvidence {
            kinds = List.copyOf(kinds);
        }

        /// For how long the merchant's clock stood still.
        Duration pauseUntil(Instant now) {
            var pause = Duration.between(askedAt, now);
            if (merchantEndsAt == null || !(before instanceof InMerchantsHands hands)) {
                return pause;
            }
            var longest = Duration.between(hands.deadline(), merchantEndsAt);
            return pause.compareTo(longest) < 0 ? pause : longest;
        }

        /// The merchant's time is over: what the customer can do about it doesn't wait for the evidence.
        public AwaitingEvidence merchantLate(OverdueReview late) {
            return new AwaitingEvidence(
                    from, askedBy, kinds, text, askedAt, deadline, late, null, remindAt);
        }

        public AwaitingEvidence reminded() {
            return new AwaitingEvidence(
                    from, askedBy, kinds, text, askedAt, deadline, before, merchantEndsAt, null);
        }
    }

    /// The customer didn't bring the evidence that a merchant asked for. They may contest that until the deadline, once: an appeal leads to a
    /// ruling.
    @StoredName("EvidenceMissed")
    record EvidenceMissed(List<EvidenceKind> kinds, String text, Instant appealDeadline)
            implements Review {
        public EvidenceMissed {
            kinds = List.copyOf(kinds);
        }
    }

    /// The merchant's counter-proposal waits for the customer.
    @StoredName("Offered")
    record Offered(Money amount, String text, Instant deadline) implements Review {}

    /// The merchant said no; the customer may contest it until the deadline.
    @StoredName("Rejected")
    record Rejected(RejectionCode code, String text, Instant appealDeadline) implements Review {}

    /// Somebody with the right to it said yes.
    ///
    /// @param payBy when the money should have arrived; from then on the case is shown as late until it has
    /// @param late whether that has passed
    @StoredName("Approved")
    record Approved(Money amount, Ground ground, Instant payBy, boolean late) implements Review {}

    /// It was approved, and at the last look the order did not let the payout start: the platform decides anew. The merchant is not asked again.
    ///
    /// @param amount what had been approved
    /// @param ground on what that had rested
    @StoredName("Stopped")
    record Stopped(Money amount, Ground ground) implements Review {}

    /// The review is over, and no money moves: final.
    sealed interface Refused extends Review {}

    /// The order's rules refused the hold.
    @StoredName("Declined")
    record Declined(List<RuleOutcome> rules) implements Refused {
        public Declined {
            rules = List.copyOf(rules);
        }
    }

    @StoredName("Withdrawn")
    record Withdrawn() implements Refused {}

    @StoredName("Closed")
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
            case EvidenceMissed _ -> "EVIDENCE_MISSED";
            case Approved _ -> "APPROVED";
            case Stopped _ -> "STOPPED";
            case Declined _ -> "DECLINED";
            case Withdrawn _ -> "WITHDRAWN";
            case Closed _ -> "CLOSED";
        };
    }
}
