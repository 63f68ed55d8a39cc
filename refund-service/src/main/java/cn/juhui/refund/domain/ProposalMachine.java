package cn.juhui.refund.domain;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command.ConfirmRuling;
import cn.juhui.refund.domain.Command.PassDeadline;
import cn.juhui.refund.domain.Command.SupplyEvidence;
import cn.juhui.refund.domain.Command.Take;
import cn.juhui.refund.domain.Command.Withdraw;
import cn.juhui.refund.domain.state.Intervention.Open;
import cn.juhui.refund.domain.state.Intervention.Proposed;
import cn.juhui.refund.domain.state.Intervention.Ruled;
import cn.juhui.refund.domain.state.Rounds;
import java.time.Instant;
import java.util.List;

/// The case whose ruling takes two agents, once one of them has proposed it: another confirms it, and then it is ruled, or
/// returns it, and then the case is open again with who proposed it. Nothing moves meanwhile, and the platform's clock goes on.
final class ProposalMachine {

    private ProposalMachine() {}

    static Decision<Refund, RefundEvent, Refusal> decide(
            Refund refund, Proposed s, Command told, Actor actor, Instant now) {
        var then = new ReviewSteps(refund, actor, now);
        return switch (told) {
            case ConfirmRuling c
                    when TwoAgents.mayConfirm(refund, s, actor)
                            && refund.canBeDecidedBy(actor, s) ->
                    c.accept() ? confirmed(refund, s, actor, then) : returned(refund, s, c, actor);
            case Take _
                    when TwoAgents.mayConfirm(refund, s, actor)
                            && !actor.id().equals(s.agentId()) ->
                    refund.taken(s, actor);
            case Withdraw _ -> then.withdrawn();
            case SupplyEvidence c -> then.evidenceAdded(c);
            case PassDeadline _ ->
                    refund.missed(s, DeadlineKind.INTERVENTION, ReviewSteps.RULING_TIME, now);
            case Command _ -> refund.notAllowed();
        };
    }

    private static Decision<Refund, RefundEvent, Refusal> confirmed(
            Refund refund, Proposed s, Actor agent, ReviewSteps then) {
        var ruled = new Ruled(s.cause(), s.proposedBy(), s.ruling(), agent.id());
        return InterventionMachine.ruled(refund, ruled, then, List.of());
    }

    private static Decision<Refund, RefundEvent, Refusal> returned(
            Refund refund, Proposed s, ConfirmRuling c, Actor agent) {
        if (refund.gone().returns() >= Rounds.MOST_RETURNS) {
            return Decision.refused(new Refusal.ReturnedEnough(Rounds.MOST_RETURNS));
        }
        var open = new Open(s.cause(), s.deadline(), s.proposedBy(), s.late());
        return Decision.accepted(
                refund.with(open).with(refund.gone().returned()),
                new RefundEvents(refund).rulingReturned(agent.id(), c.text()));
    }
}
