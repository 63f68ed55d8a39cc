package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Command.ConfirmRuling;
import cn.juhui.refund.domain.Command.PassDeadline;
import cn.juhui.refund.domain.Command.SupplyEvidence;
import cn.juhui.refund.domain.Command.Take;
import cn.juhui.refund.domain.Command.Withdraw;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.RefundEvents;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Intervention.Open;
import cn.juhui.refund.domain.state.Intervention.Proposed;
import cn.juhui.refund.domain.state.Rounds;
import java.time.Instant;

/// The case whose ruling takes two agents, once one of them has proposed it: another confirms it, and then it is ruled, or
/// returns it, and then the case is open again with who proposed it. Nothing moves meanwhile, and the platform's clock goes on.
final class ProposalMachine {

    private ProposalMachine() {}

    static Decision<Refund, RefundEvent, Refusal> decide(
            Refund refund, Proposed s, Command told, Actor actor, Instant now) {
        var platform = new PlatformSteps(refund, actor, now);
        return switch (told) {
            case ConfirmRuling c
                    when TwoAgents.mayConfirm(refund, s, actor) && platform.mayDecide(s) ->
                    c.accept()
                            ? new RulingSteps(refund, actor, now).confirmed(s)
                            : returned(refund, s, c, actor);
            case Take _
                    when TwoAgents.mayConfirm(refund, s, actor)
                            && !actor.id().equals(s.agentId()) ->
                    platform.taken(s);
            case Withdraw _ -> new ReviewSteps(refund, actor, now).withdrawn();
            case SupplyEvidence c -> new EvidenceSteps(refund, actor, now).added(c);
            case PassDeadline _ -> platform.missed(s, DeadlineKind.INTERVENTION, Times.RULING_TIME);
            case ConfirmRuling _,
                    Take _,
                    Command.Approve _,
                    Command.Reject _,
                    Command.Offer _,
                    Command.RequestEvidence _,
                    Command.Resubmit _,
                    Command.Urge _,
                    Command.AcceptOffer _,
                    Command.DeclineOffer _,
                    Command.Appeal _,
                    Command.RequestIntervention _,
                    Command.Rule _,
                    Command.NameAccount _,
                    Command.VerifyAccount _,
                    Command.RecordHold _,
                    Command.RecordHoldDeclined _,
                    Command.RecordClaim _,
                    Command.RecordStop _,
                    Command.RecordPayout _,
                    Command.RecordCompletion _,
                    Command.RecordPaidTwice _,
                    Command.RecordPaidTwiceUndone _ ->
                    Refusal.notAllowed(refund);
        };
    }

    private static Decision<Refund, RefundEvent, Refusal> returned(
            Refund refund, Proposed s, ConfirmRuling c, Actor agent) {
        if (refund.gone().returns() >= Rounds.MOST_RETURNS) {
            return Decision.refused(new Refusal.ReturnedEnough(Rounds.MOST_RETURNS));
        }
        var open = new Open(s.cause(), s.deadline(), s.proposedBy(), s.late(), null);
        return Decision.accepted(
                refund.with(open).with(refund.gone().returned()),
                new RefundEvents(refund).rulingReturned(agent.id(), c.text()));
    }
}
