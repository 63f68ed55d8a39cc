package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Amounts;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.RefundEvents;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Review.AwaitingEvidence;
import cn.juhui.refund.domain.state.Review.Ground;
import cn.juhui.refund.domain.state.Review.MerchantReview;
import cn.juhui.refund.domain.state.Review.Offered;
import cn.juhui.refund.domain.state.Review.OverdueReview;
import cn.juhui.refund.domain.state.Review.Rejected;
import cn.juhui.refund.domain.state.Rounds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rows of [ReviewMachine] do. Those about evidence are in [EvidenceSteps], those that bring the case to the platform in [PlatformSteps].
final class ReviewSteps {

    private final Refund refund;
    private final Instant now;
    private final RefundEvents facts;
    private final PlatformSteps platform;

    ReviewSteps(Refund refund, Actor actor, Instant now) {
        this.refund = refund;
        this.now = now;
        this.facts = new RefundEvents(refund);
        this.platform = new PlatformSteps(refund, actor, now);
    }

    private ReviewTerms terms() {
        return refund.held().terms();
    }

    Decision<Refund, RefundEvent, Refusal> held(Hold hold) {
        var held = refund.with(hold);
        if (hold.route() == RefundRoute.EXPRESS) {
            return Decision.accepted(
                    Approval.approved(held, hold.amount(), Ground.EXPRESS, now),
                    facts.expressApproved(hold));
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
                Approval.approved(refund, held, Ground.MERCHANT, now),
                facts.merchantApproved(false));
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
            case ESCALATE -> platform.opened(Intervention.Cause.MERCHANT_SILENT);
            case APPROVE ->
                    Decision.accepted(
                            Approval.approved(refund, refund.held().amount(), Ground.SILENCE, now),
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
                ? Refusal.tooEarly(refund, again)
                : Decision.accepted(refund.with(then), facts.urged(s.urges() + 1));
    }

    /// The same: the merchant's question has no weight any more, an agent asks for what they need.
    Decision<Refund, RefundEvent, Refusal> interventionRequested(
            OverdueReview s, Command.RequestIntervention c) {
        return interventionRequested(refund.with(s), c);
    }

    // The customer

    Decision<Refund, RefundEvent, Refusal> offerAccepted(Offered s) {
        return Decision.accepted(
                Approval.approved(refund, s.amount(), Ground.OFFER, now),
                facts.offerAccepted(s.amount()));
    }

    Decision<Refund, RefundEvent, Refusal> offerDeclined(Offered s) {
        return platform.opened(
                Intervention.Cause.OFFER_DECLINED, refund, facts.offerDeclined(s.amount()));
    }

    boolean mayAppeal() {
        return refund.appeals() < terms().appealRounds();
    }

    Decision<Refund, RefundEvent, Refusal> appealed(Command.Appeal c) {
        var then = refund.withEvidence(c.evidenceIds()).appealed();
        return platform.opened(
                Intervention.Cause.APPEAL,
                then,
                facts.appealed(c.statement(), c.evidenceIds(), then.appeals()));
    }

    Decision<Refund, RefundEvent, Refusal> interventionRequested(Command.RequestIntervention c) {
        return interventionRequested(refund, c);
    }

    private Decision<Refund, RefundEvent, Refusal> interventionRequested(
            Refund then, Command.RequestIntervention c) {
        return platform.opened(
                Intervention.Cause.CUSTOMER_REQUEST,
                then.withEvidence(c.evidenceIds()),
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
}
