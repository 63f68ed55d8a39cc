package cn.juhui.refund.domain;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Review.Approved;
import cn.juhui.refund.domain.state.Review.AwaitingEvidence;
import cn.juhui.refund.domain.state.Review.EvidenceMissed;
import cn.juhui.refund.domain.state.Review.Ground;
import cn.juhui.refund.domain.state.Review.InMerchantsHands;
import cn.juhui.refund.domain.state.Review.MerchantReview;
import cn.juhui.refund.domain.state.Review.Offered;
import cn.juhui.refund.domain.state.Review.OverdueReview;
import cn.juhui.refund.domain.state.Review.Rejected;
import cn.juhui.refund.domain.state.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the rows of [ReviewMachine] and [InterventionMachine] do.
public final class ReviewSteps {

    /// How long the platform gives itself for a ruling.
    static final Duration RULING_TIME = Duration.ofDays(2);

    private final Refund refund;
    private final Actor actor;
    private final Instant now;
    private final RefundEvents facts;

    ReviewSteps(Refund refund, Actor actor, Instant now) {
        this.refund = refund;
        this.actor = actor;
        this.now = now;
        this.facts = new RefundEvents(refund);
    }

    private ReviewTerms terms() {
        return refund.held().terms();
    }

    Decision<Refund, RefundEvent, Refusal> held(Hold hold) {
        var held = refund.with(hold);
        if (hold.route() == RefundRoute.EXPRESS) {
            return Decision.accepted(
                    approved(held, hold.amount(), Ground.EXPRESS), facts.expressApproved(hold));
        }
        var review = MerchantReview.from(now, hold.terms().reviewDeadline());
        return Decision.accepted(held.with(review), facts.reviewStarted(hold, review.deadline()));
    }

    /// People see that the order should have answered; it is asked meanwhile. Never the end of a case.
    Decision<Refund, RefundEvent, Refusal> late(Review.Requested s) {
        return Decision.accepted(
                refund.with(s.asLate()), facts.deadlineMissed(DeadlineKind.HOLD, s.lookAt(), null));
    }

    Decision<Refund, RefundEvent, Refusal> declined(List<RuleOutcome> rules) {
        return Decision.accepted(refund.with(new Review.Declined(rules)), facts.declined(rules));
    }

    Decision<Refund, RefundEvent, Refusal> withdrawn() {
        return Decision.accepted(over(new Review.Withdrawn()), facts.withdrawn());
    }

    Decision<Refund, RefundEvent, Refusal> closed(Review.ClosingCause cause) {
        return Decision.accepted(over(new Review.Closed(cause)), facts.closed(cause));
    }

    private Refund over(Review end) {
        return refund.with(end).with(new Intervention.None());
    }

    // The merchant

    Decision<Refund, RefundEvent, Refusal> approved(@Nullable Money believed) {
        var held = refund.held().amount();
        var refusal = believed == null ? null : Amounts.refusal(believed, held);
        if (refusal != null) {
            return Decision.refused(refusal);
        }
        if (believed != null && !believed.equals(held)) {
            return Decision.refused(new Refusal.LessNeedsOffer(held));
        }
        return Decision.accepted(
                approved(refund, held, Ground.MERCHANT), facts.merchantApproved(false));
    }

    Decision<Refund, RefundEvent, Refusal> rejected(Command.Reject c) {
        var rejected = new Rejected(c.code(), c.text(), now.plus(terms().appealWindow()));
        return Decision.accepted(refund.with(rejected), facts.merchantRejected(rejected));
    }

    Decision<Refund, RefundEvent, Refusal> offered(Command.Offer c) {
        var refusal = Amounts.refusal(c.amount(), refund.held().amount());
        if (refusal != null) {
            return Decision.refused(refusal);
        }
        var deadline = now.plus(terms().appealWindow());
        return Decision.accepted(
                refund.with(new Offered(c.amount(), c.text(), deadline)),
                facts.offerMade(c.amount(), c.text(), deadline));
    }

    // Evidence

    Decision<Refund, RefundEvent, Refusal> evidenceRequested(Command.RequestEvidence c) {
        var asked = refund.asked();
        if (!asked.mayAsk(c.from(), terms())) {
            return Decision.refused(new Refusal.AskedEnough(EvidenceRequests.most(terms())));
        }
        var time = terms().evidenceDeadline();
        var deadline = now.plus(time);
        var merchantEndsAt =
                actor.role() == Role.MERCHANT && refund.review() instanceof InMerchantsHands hands
                        ? hands.deadline().plus(asked.stop(terms()))
                        : null;
        var awaiting =
                new AwaitingEvidence(
                        c.from(),
                        actor.role(),
                        c.kinds(),
                        c.text(),
                        now,
                        deadline,
                        refund.review(),
                        merchantEndsAt,
                        c.from() == Role.CUSTOMER ? deadline.minus(time.dividedBy(4)) : null);
        return Decision.accepted(
                refund.with(awaiting).with(asked.asked(c.from(), actor.role())),
                facts.evidenceRequested(awaiting));
    }

    /// Nobody asked, but more evidence never hurts.
    Decision<Refund, RefundEvent, Refusal> evidenceAdded(Command.SupplyEvidence c) {
        return refund.evidenceIds().containsAll(c.evidenceIds())
                ? Decision.alreadyDone()
                : Decision.accepted(
                        refund.withEvidence(c.evidenceIds()),
                        facts.evidenceSupplied(c.evidenceIds(), c.note()));
    }

    /// The case goes on where it was; the clock of whoever asked stood still meanwhile.
    Decision<Refund, RefundEvent, Refusal> evidenceSupplied(
            AwaitingEvidence s, Command.SupplyEvidence c) {
        if (actor.role() != s.from() && actor.role() != Role.AGENT) {
            return evidenceAdded(c);
        }
        return goneOn(
                s,
                refund.withEvidence(c.evidenceIds()),
                facts.evidenceSupplied(c.evidenceIds(), c.note()));
    }

    /// The clock while evidence is awaited. Whoever slept through all of it is told of the end only.
    Decision<Refund, RefundEvent, Refusal> due(AwaitingEvidence s) {
        if (!now.isBefore(s.deadline())) {
            return evidenceNeverCame(s);
        }
        var endsAt = s.merchantEndsAt();
        if (endsAt != null && !now.isBefore(endsAt)) {
            var late = new OverdueReview(endsAt, endsAt.plus(terms().silenceGrace()), 0, null);
            return Decision.accepted(refund.with(s.merchantLate(late)), facts.overdue(endsAt));
        }
        return Decision.accepted(
                refund.with(s.reminded()),
                facts.deadlineChanged(DeadlineKind.EVIDENCE_REMINDER, s.remindAt(), s.deadline()));
    }

    /// In the platform's hands the agent decides with what is there. A merchant's question ends against the customer, who may contest it: the case
    /// doesn't close because of it without a person who looks, if the customer wants one to.
    private Decision<Refund, RefundEvent, Refusal> evidenceNeverCame(AwaitingEvidence s) {
        if (s.from() == Role.MERCHANT
                || refund.isStopped()
                || refund.intervention() instanceof Intervention.Open) {
            return goneOn(
                    s, refund, facts.deadlineMissed(DeadlineKind.EVIDENCE, s.deadline(), null));
        }
        var missed = new EvidenceMissed(s.kinds(), s.text(), now.plus(terms().appealWindow()));
        return Decision.accepted(
                refund.with(missed),
                facts.deadlineMissed(DeadlineKind.EVIDENCE, s.deadline(), missed.appealDeadline()));
    }

    private Decision<Refund, RefundEvent, Refusal> goneOn(
            AwaitingEvidence s, Refund then, RefundEvent because) {
        var pause = Duration.between(s.askedAt(), now);
        var events = new ArrayList<>(List.of(because));
        if (then.intervention() instanceof Intervention.Open open) {
            then = then.with(s.before()).with(open.until(open.deadline().plus(pause)));
        } else if (s.before() instanceof InMerchantsHands hands) {
            then = then.with(hands.goneOn(s, now, terms().silenceGrace()));
        } else {
            then = then.with(s.before());
        }
        var before = refund.with(s.before());
        if (!Objects.equals(before.decidesAt(), then.decidesAt())) {
            var what =
                    then.intervention() instanceof Intervention.Open
                            ? DeadlineKind.INTERVENTION
                            : DeadlineKind.REVIEW;
            events.add(facts.deadlineChanged(what, before.decidesAt(), then.decidesAt()));
        }
        return new Decision.Accepted<>(then, events);
    }

    // The merchant's clock

    /// Whoever slept through the reminder and the deadline is told of the deadline only.
    Decision<Refund, RefundEvent, Refusal> due(MerchantReview s) {
        if (now.isBefore(s.deadline())) {
            return Decision.accepted(
                    refund.with(s.reminded()),
                    facts.deadlineChanged(DeadlineKind.REMINDER, s.remindAt(), s.deadline()));
        }
        var silenceEndsAt = s.deadline().plus(terms().silenceGrace());
        return Decision.accepted(
                refund.with(new OverdueReview(s.deadline(), silenceEndsAt, 0, null)),
                facts.overdue(s.deadline()));
    }

    Decision<Refund, RefundEvent, Refusal> silent() {
        return switch (terms().onMerchantSilence()) {
            case ESCALATE -> opened(Intervention.Cause.MERCHANT_SILENT);
            case APPROVE ->
                    Decision.accepted(
                            approved(refund, refund.held().amount(), Ground.SILENCE),
                            facts.merchantApproved(true));
        };
    }

    /// Once per interval.
    Decision<Refund, RefundEvent, Refusal> urged(OverdueReview s) {
        return urged(s, s.urged(now));
    }

    /// The merchant's time ended while they waited for evidence that they had asked for.
    Decision<Refund, RefundEvent, Refusal> urged(AwaitingEvidence waiting, OverdueReview s) {
        return urged(s, waiting.merchantLate(s.urged(now)));
    }

    private Decision<Refund, RefundEvent, Refusal> urged(OverdueReview s, Review then) {
        var again = s.urgedAt() == null ? now : s.urgedAt().plus(terms().urgeInterval());
        return now.isBefore(again)
                ? refund.tooEarly(again)
                : Decision.accepted(refund.with(then), facts.urged(s.urges() + 1));
    }

    /// The same: the merchant's question has no weight any more, an agent asks for what they need.
    Decision<Refund, RefundEvent, Refusal> interventionRequested(
            OverdueReview s, Command.RequestIntervention c) {
        return new ReviewSteps(refund.with(s), actor, now).interventionRequested(c);
    }

    // The customer

    Decision<Refund, RefundEvent, Refusal> offerAccepted(Offered s) {
        return Decision.accepted(
                approved(refund, s.amount(), Ground.OFFER), facts.offerAccepted(s.amount()));
    }

    Decision<Refund, RefundEvent, Refusal> offerDeclined(Offered s) {
        return opened(Intervention.Cause.OFFER_DECLINED, refund, facts.offerDeclined(s.amount()));
    }

    boolean mayAppeal() {
        return refund.appeals() < terms().appealRounds();
    }

    Decision<Refund, RefundEvent, Refusal> appealed(Command.Appeal c) {
        var then = refund.withEvidence(c.evidenceIds()).appealed();
        return opened(
                Intervention.Cause.APPEAL,
                then,
                facts.appealed(c.statement(), c.evidenceIds(), then.appeals()));
    }

    Decision<Refund, RefundEvent, Refusal> interventionRequested(Command.RequestIntervention c) {
        return opened(
                Intervention.Cause.CUSTOMER_REQUEST,
                refund.withEvidence(c.evidenceIds()),
                facts.evidenceSupplied(c.evidenceIds(), c.statement()));
    }

    Decision<Refund, RefundEvent, Refusal> resubmitted(Command.Resubmit c) {
        if (refund.gone().resubmissions() >= Rounds.MOST_RESUBMISSIONS) {
            return Decision.refused(new Refusal.ResubmittedEnough(Rounds.MOST_RESUBMISSIONS));
        }
        var review = MerchantReview.from(now, terms().reviewDeadline());
        return Decision.accepted(
                refund.withEvidence(c.evidenceIds()).with(review).with(refund.gone().resubmitted()),
                facts.resubmitted(c.evidenceIds(), c.note(), review.deadline()));
    }

    // The platform

    Decision<Refund, RefundEvent, Refusal> opened(Intervention.Cause cause) {
        return opened(cause, refund);
    }

    private Decision<Refund, RefundEvent, Refusal> opened(Intervention.Cause cause, Refund then) {
        var open = new Intervention.Open(cause, now.plus(RULING_TIME), null, false);
        return Decision.accepted(then.with(open), facts.interventionOpened(open));
    }

    private Decision<Refund, RefundEvent, Refusal> opened(
            Intervention.Cause cause, Refund then, RefundEvent because) {
        var open = new Intervention.Open(cause, now.plus(RULING_TIME), null, false);
        return Decision.accepted(then.with(open), because, facts.interventionOpened(open));
    }

    /// An agent takes the case out of the hands of customer and merchant.
    Decision<Refund, RefundEvent, Refusal> takenOver() {
        var open = takenOverNow();
        return Decision.accepted(
                refund.with(open),
                facts.interventionOpened(open),
                facts.interventionTaken(actor.id()));
    }

    /// The same while evidence is awaited: the agent asks for what they need themselves.
    Decision<Refund, RefundEvent, Refusal> takenOver(AwaitingEvidence s) {
        return new ReviewSteps(refund.with(s.before()), actor, now).takenOver();
    }

    private Intervention.Open takenOverNow() {
        return new Intervention.Open(
                Intervention.Cause.AGENT_OPENED, now.plus(RULING_TIME), actor.id(), false);
    }

    /// An agent rules without having taken the case before.
    Decision<Refund, RefundEvent, Refusal> forced(Command.Rule c) {
        var open = takenOverNow();
        return InterventionMachine.ruled(
                refund,
                open,
                c,
                this,
                facts.interventionOpened(open),
                facts.interventionTaken(actor.id()));
    }

    /// The same while evidence is awaited.
    Decision<Refund, RefundEvent, Refusal> forced(AwaitingEvidence s, Command.Rule c) {
        return new ReviewSteps(refund.with(s.before()), actor, now).forced(c);
    }

    Actor agent() {
        return actor;
    }

    Refund approved(Refund refund, Money amount, Ground ground) {
        var payBy = now.plus(PayoutMachine.payingTime(ground));
        return refund.with(new Approved(amount, ground, payBy, false))
                .with(new Payout.Initiated(refund.payoutId()));
    }
}
