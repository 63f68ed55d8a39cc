package cn.juhui.refund.domain;

import static cn.juhui.refund.domain.state.Review.ClosingCause.PLATFORM_REFUSED;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command.PassDeadline;
import cn.juhui.refund.domain.Command.RequestEvidence;
import cn.juhui.refund.domain.Command.Rule;
import cn.juhui.refund.domain.Command.SupplyEvidence;
import cn.juhui.refund.domain.Command.Take;
import cn.juhui.refund.domain.Command.Withdraw;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Intervention.Open;
import cn.juhui.refund.domain.state.Intervention.Proposed;
import cn.juhui.refund.domain.state.Intervention.Ruled;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Review.AwaitingEvidence;
import cn.juhui.refund.domain.state.Ruling;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The case in the platform's hands: agents take it, ask either side for evidence, and rule. A ruling is final; one that takes two
/// agents is proposed first ([ProposalMachine]).
/// Whatever has no row of its own is not allowed; a merchant decides nothing here any more.
public final class InterventionMachine {

    private static final Set<Role> SIDES = Set.of(Role.CUSTOMER, Role.MERCHANT);

    private record Row(Review state, Command command) {}

    private InterventionMachine() {}

    static Decision<Refund, RefundEvent, Refusal> decide(
            Refund refund, Open open, Command told, Actor actor, Instant now) {
        var then = new ReviewSteps(refund, actor, now);
        return switch (new Row(refund.review(), told)) {
            case Row(_, Take _) when !actor.id().equals(open.agentId()) ->
                    refund.taken(open, actor);
            case Row(_, Withdraw _) -> then.withdrawn();

            case Row(AwaitingEvidence s, SupplyEvidence c) -> then.evidenceSupplied(s, c);
            case Row(AwaitingEvidence s, PassDeadline _) -> then.due(s);
            case Row(AwaitingEvidence s, Rule c) when refund.canBeDecidedBy(actor, open) ->
                    ruled(refund.with(s.before()), resumed(open, s, now), c, then);
            case Row(AwaitingEvidence _, _) -> refund.notAllowed();

            case Row(_, RequestEvidence c)
                    when SIDES.contains(c.from())
                            && actor.role() == Role.AGENT
                            && refund.canBeDecidedBy(actor, open) ->
                    then.evidenceRequested(c);
            case Row(_, SupplyEvidence c) -> then.evidenceAdded(c);
            case Row(_, Rule c) when refund.canBeDecidedBy(actor, open) ->
                    ruled(refund, open, c, then);
            // The customer must not pay for a slow platform.
            case Row(_, PassDeadline _) ->
                    refund.missed(open, DeadlineKind.INTERVENTION, ReviewSteps.RULING_TIME, now);
            case Row(_, _) -> refund.notAllowed();
        };
    }

    /// The platform's clock stood still while a side owed evidence.
    private static Open resumed(Open open, AwaitingEvidence s, Instant now) {
        return open.until(open.deadline().plus(Duration.between(s.askedAt(), now)));
    }

    /// @param first what happened before, in the same step
    static Decision<Refund, RefundEvent, Refusal> ruled(
            Refund refund, Open open, Rule c, ReviewSteps then, RefundEvent... first) {
        var hold = refund.held();
        if (!isComplete(c)) {
            var inAmount = c.amount() == null == (c.decision() == Ruling.Kind.AMOUNT);
            return Decision.refused(new Refusal.RulingIncomplete(c.decision(), inAmount));
        }
        var amount = amount(c, hold);
        var refusal = amount == null ? null : refusal(refund, amount);
        if (refusal != null) {
            return Decision.refused(refusal);
        }
        var ruling =
                new Ruling(
                        c.decision(),
                        c.ratio(),
                        amount,
                        c.rule(),
                        c.text(),
                        c.costBearer(),
                        c.ratio() == null ? null : hold.paid());
        var facts = new RefundEvents(refund);
        var events = new ArrayList<>(List.of(first));
        if (open.agentId() == null) {
            events.add(facts.interventionTaken(then.agent().id()));
        }
        var why = TwoAgents.needed(refund, ruling, then.agent());
        return why == null
                ? ruled(
                        refund,
                        new Ruled(open.cause(), then.agent().id(), ruling, null),
                        then,
                        events)
                : proposed(refund, open, ruling, why, then, events);
    }

    /// @param before what happened before, in the same step
    static Decision<Refund, RefundEvent, Refusal> ruled(
            Refund refund, Ruled ruled, ReviewSteps then, List<RefundEvent> before) {
        var facts = new RefundEvents(refund);
        var events = new ArrayList<>(before);
        events.add(facts.ruled(ruled));
        var after = refund.with(ruled);
        var amount = ruled.ruling().amount();
        if (amount != null) {
            return new Decision.Accepted<>(
                    then.approved(after, amount, Review.Ground.RULING), events);
        }
        events.add(facts.closed(PLATFORM_REFUSED));
        return new Decision.Accepted<>(after.with(new Review.Closed(PLATFORM_REFUSED)), events);
    }

    /// Another agent has to look at it; the deadline of the ruling is theirs, too.
    private static Decision<Refund, RefundEvent, Refusal> proposed(
            Refund refund,
            Open open,
            Ruling ruling,
            Intervention.WhyTwo why,
            ReviewSteps then,
            List<RefundEvent> events) {
        var proposed =
                new Proposed(
                        open.cause(),
                        ruling,
                        then.agent().id(),
                        why,
                        open.deadline(),
                        null,
                        open.late());
        var facts = new RefundEvents(refund);
        if (refund.intervention() instanceof Open s && !s.deadline().equals(open.deadline())) {
            events.add(
                    facts.deadlineChanged(
                            DeadlineKind.INTERVENTION, s.deadline(), open.deadline()));
        }
        events.add(facts.rulingProposed(proposed));
        return new Decision.Accepted<>(refund.with(proposed), events);
    }

    /// Up to what the order holds as it stands; from there up to the ceiling on proof (R4).
    private static @Nullable Refusal refusal(Refund refund, Money amount) {
        var hold = refund.held();
        var refusal = Amounts.refusal(amount, hold.highest());
        return refusal == null && !hold.amount().covers(amount) && refund.evidenceIds().isEmpty()
                ? new Refusal.MoreNeedsEvidence(hold.amount(), hold.highest())
                : refusal;
    }

    private static boolean isComplete(Rule c) {
        return switch (c.decision()) {
            case FULL, REFUSE -> c.ratio() == null && c.amount() == null;
            case AMOUNT -> c.ratio() == null && c.amount() != null;
            case RATIO ->
                    c.amount() == null
                            && c.ratio() != null
                            && c.ratio().signum() > 0
                            && c.ratio().compareTo(BigDecimal.ONE) <= 0;
        };
    }

    /// Null for a refusal.
    private static @Nullable Money amount(Rule c, Hold hold) {
        return switch (c.decision()) {
            case FULL -> hold.amount();
            case REFUSE -> null;
            case AMOUNT -> c.amount();
            case RATIO -> c.ratio() == null ? null : share(hold.paid(), c.ratio());
        };
    }

    /// Rounded down to the minor unit.
    private static Money share(Money paid, BigDecimal ratio) {
        var value = ratio.multiply(BigDecimal.valueOf(paid.value()));
        return new Money(value.setScale(0, RoundingMode.DOWN).longValueExact(), paid.currency());
    }
}
