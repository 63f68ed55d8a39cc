package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Command.PassDeadline;
import cn.juhui.refund.domain.Command.RequestEvidence;
import cn.juhui.refund.domain.Command.Rule;
import cn.juhui.refund.domain.Command.SupplyEvidence;
import cn.juhui.refund.domain.Command.Take;
import cn.juhui.refund.domain.Command.Withdraw;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Intervention.Open;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Review.AwaitingEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// The case in the platform's hands: agents take it, ask either side for evidence, and rule. A ruling is final; one that takes two
/// agents is proposed first ([ProposalMachine]).
/// Whatever has no row of its own is not allowed; a merchant decides nothing here any more.
public final class InterventionMachine {

    private static final Set<Role> SIDES = Set.of(Role.CUSTOMER, Role.MERCHANT);

    private record Row(Review state, Command command) {}

    private InterventionMachine() {}

    static Decision<Refund, RefundEvent, Refusal> decide(
            Refund refund, Open open, Command told, Actor actor, Instant now) {
        var evidence = new EvidenceSteps(refund, actor, now);
        var platform = new PlatformSteps(refund, actor, now);
        return switch (new Row(refund.review(), told)) {
            case Row(_, Take _) when !actor.id().equals(open.agentId()) -> platform.taken(open);
            case Row(_, Withdraw _) -> new ReviewSteps(refund, actor, now).withdrawn();

            case Row(AwaitingEvidence s, SupplyEvidence c) -> evidence.supplied(s, c);
            case Row(AwaitingEvidence s, PassDeadline _) -> evidence.due(s);
            case Row(AwaitingEvidence s, Rule c) when platform.mayDecide(open) ->
                    new RulingSteps(refund.with(s.before()), actor, now)
                            .ruled(resumed(open, s, now), c);
            case Row(AwaitingEvidence _, _) -> Refusal.notAllowed(refund);

            case Row(_, RequestEvidence c)
                    when SIDES.contains(c.from())
                            && actor.role() == Role.AGENT
                            && platform.mayDecide(open) ->
                    evidence.requested(c);
            case Row(_, SupplyEvidence c) -> evidence.added(c);
            case Row(_, Rule c) when platform.mayDecide(open) ->
                    new RulingSteps(refund, actor, now).ruled(open, c);
            // The customer must not pay for a slow platform.
            case Row(_, PassDeadline _) -> platform.due(open);
            case Row(Review.Requested _, _),
                    Row(Review.MerchantReview _, _),
                    Row(Review.OverdueReview _, _),
                    Row(Review.EvidenceMissed _, _),
                    Row(Review.Offered _, _),
                    Row(Review.Rejected _, _),
                    Row(Review.Approved _, _),
                    Row(Review.Stopped _, _),
                    Row(Review.Declined _, _),
                    Row(Review.Withdrawn _, _),
                    Row(Review.Closed _, _) ->
                    Refusal.notAllowed(refund);
        };
    }

    /// The platform's clock stood still while a side owed evidence.
    private static Open resumed(Open open, AwaitingEvidence s, Instant now) {
        return open.until(open.deadline().plus(Duration.between(s.askedAt(), now)));
    }
}
