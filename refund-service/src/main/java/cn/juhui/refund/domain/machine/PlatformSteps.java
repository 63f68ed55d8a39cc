package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command.Rule;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.RefundEvents;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Intervention.Open;
import cn.juhui.refund.domain.state.Intervention.Running;
import cn.juhui.refund.domain.state.Review.AwaitingEvidence;
import cn.juhui.refund.domain.state.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How a case comes into the platform's hands, from one agent's into another's, and what happens when nobody does anything about it.
final class PlatformSteps {

    private final Refund refund;
    private final Actor actor;
    private final Instant now;
    private final RefundEvents facts;

    PlatformSteps(Refund refund, Actor actor, Instant now) {
        this.refund = refund;
        this.actor = actor;
        this.now = now;
        this.facts = new RefundEvents(refund);
    }

    Decision<Refund, RefundEvent, Refusal> opened(Intervention.Cause cause) {
        return opened(cause, refund);
    }

    /// @param because what it is opened for
    Decision<Refund, RefundEvent, Refusal> opened(
            Intervention.Cause cause, Refund then, RefundEvent... because) {
        var open = Open.from(now, Times.RULING_TIME, cause, null);
        var events = new ArrayList<>(List.of(because));
        events.add(facts.interventionOpened(open));
        return new Decision.Accepted<>(then.with(open), events);
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
        return new PlatformSteps(refund.with(s.before()), actor, now).takenOver();
    }

    private Open takenOverNow() {
        return Open.from(now, Times.RULING_TIME, Intervention.Cause.AGENT_OPENED, actor.id());
    }

    /// An agent rules without having taken the case before.
    Decision<Refund, RefundEvent, Refusal> forced(Rule c) {
        var open = takenOverNow();
        return new RulingSteps(refund, actor, now)
                .ruled(
                        open,
                        c,
                        facts.interventionOpened(open),
                        facts.interventionTaken(actor.id()));
    }

    /// The same while evidence is awaited.
    Decision<Refund, RefundEvent, Refusal> forced(AwaitingEvidence s, Rule c) {
        return new PlatformSteps(refund.with(s.before()), actor, now).forced(c);
    }

    /// Whether this agent may decide what the platform has in hand: nobody else took it, or it has changed hands so often that it is everybody's.
    boolean mayDecide(Running open) {
        return open.canBeRuledBy(actor.id()) || refund.gone().takenEnough();
    }

    /// An agent takes what the platform has in hand.
    Decision<Refund, RefundEvent, Refusal> taken(Running open) {
        return refund.gone().takenEnough()
                ? Decision.refused(new Refusal.TakenEnough(Rounds.MOST_TAKES))
                : Decision.accepted(
                        refund.with(open.takenBy(actor.id())).with(refund.gone().taken()),
                        facts.interventionTaken(actor.id()));
    }

    /// The clock while a ruling is waited for. Whoever slept through the reminder is told of the deadline only.
    Decision<Refund, RefundEvent, Refusal> due(Open open) {
        return open.remindAt() != null && now.isBefore(open.deadline())
                ? Decision.accepted(
                        refund.with(open.reminded()),
                        facts.deadlineChanged(
                                DeadlineKind.INTERVENTION_REMINDER,
                                open.remindAt(),
                                open.deadline()))
                : missed(open, DeadlineKind.INTERVENTION, Times.RULING_TIME);
    }

    /// Nobody did in time what the platform has in hand. The case stays open, and everybody sees in its history that it is late.
    ///
    /// @param usual for how long the deadline is set anew, while that has not happened often
    Decision<Refund, RefundEvent, Refusal> missed(Running open, DeadlineKind what, Duration usual) {
        var next = now.plus(refund.gone().next(usual));
        return Decision.accepted(
                refund.with(open.lateUntil(next)).with(refund.gone().deadlineMissed()),
                facts.deadlineMissed(what, open.deadline(), next));
    }
}
