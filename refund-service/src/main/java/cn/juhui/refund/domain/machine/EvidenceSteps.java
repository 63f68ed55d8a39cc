package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.EvidenceRequests;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.RefundEvents;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Review.AwaitingEvidence;
import cn.juhui.refund.domain.state.Review.EvidenceMissed;
import cn.juhui.refund.domain.state.Review.InMerchantsHands;
import cn.juhui.refund.domain.state.Review.OverdueReview;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Evidence in a case: it is asked for, it comes, or it doesn't.
final class EvidenceSteps {

    private final Refund refund;
    private final Actor actor;
    private final Instant now;
    private final RefundEvents facts;

    EvidenceSteps(Refund refund, Actor actor, Instant now) {
        this.refund = refund;
        this.actor = actor;
        this.now = now;
        this.facts = new RefundEvents(refund);
    }

    private ReviewTerms terms() {
        return refund.held().terms();
    }

    Decision<Refund, RefundEvent, Refusal> requested(Command.RequestEvidence c) {
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
    Decision<Refund, RefundEvent, Refusal> added(Command.SupplyEvidence c) {
        return refund.evidenceIds().containsAll(c.evidenceIds())
                ? Decision.alreadyDone()
                : Decision.accepted(
                        refund.withEvidence(c.evidenceIds()),
                        facts.evidenceSupplied(c.evidenceIds(), c.note()));
    }

    /// The case goes on where it was; the clock of whoever asked stood still meanwhile.
    Decision<Refund, RefundEvent, Refusal> supplied(AwaitingEvidence s, Command.SupplyEvidence c) {
        if (actor.role() != s.from() && actor.role() != Role.AGENT) {
            return added(c);
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
}
