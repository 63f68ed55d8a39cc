package cn.juhui.refund.domain.machine;

import static cn.juhui.refund.domain.state.Review.ClosingCause.PLATFORM_REFUSED;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Amounts;
import cn.juhui.refund.domain.Command.Rule;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.RefundEvents;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Intervention.Open;
import cn.juhui.refund.domain.state.Intervention.Proposed;
import cn.juhui.refund.domain.state.Intervention.Ruled;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Ruling;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent's ruling: it is final, unless it takes two agents; then it is proposed first.
final class RulingSteps {

    private final Refund refund;
    private final Actor agent;
    private final Instant now;
    private final RefundEvents facts;

    RulingSteps(Refund refund, Actor agent, Instant now) {
        this.refund = refund;
        this.agent = agent;
        this.now = now;
        this.facts = new RefundEvents(refund);
    }

    /// @param first what happened before, in the same step
    Decision<Refund, RefundEvent, Refusal> ruled(Open open, Rule c, RefundEvent... first) {
        var hold = refund.held();
        if (!isComplete(c)) {
            var inAmount = c.amount() == null == (c.decision() == Ruling.Kind.AMOUNT);
            return Decision.refused(new Refusal.RulingIncomplete(c.decision(), inAmount));
        }
        var amount = amount(c, hold);
        var refusal = amount == null ? null : refusal(amount, c);
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
        var events = new ArrayList<>(List.of(first));
        if (open.agentId() == null) {
            events.add(facts.interventionTaken(agent.id()));
        }
        var why = TwoAgents.needed(refund, ruling, agent);
        return why == null
                ? ruled(new Ruled(open.cause(), agent.id(), ruling, null), events)
                : proposed(open, ruling, why, events);
    }

    /// The second agent confirms it.
    Decision<Refund, RefundEvent, Refusal> confirmed(Proposed s) {
        return ruled(new Ruled(s.cause(), s.proposedBy(), s.ruling(), agent.id()), List.of());
    }

    /// @param before what happened before, in the same step
    private Decision<Refund, RefundEvent, Refusal> ruled(Ruled ruled, List<RefundEvent> before) {
        var events = new ArrayList<>(before);
        events.add(facts.ruled(ruled));
        var after = refund.with(ruled);
        var amount = ruled.ruling().amount();
        if (amount != null) {
            return new Decision.Accepted<>(
                    Approval.approved(after, amount, Review.Ground.RULING, now), events);
        }
        events.add(facts.closed(PLATFORM_REFUSED));
        return new Decision.Accepted<>(after.with(new Review.Closed(PLATFORM_REFUSED)), events);
    }

    /// Another agent has to look at it; the deadline of the ruling is theirs, too.
    private Decision<Refund, RefundEvent, Refusal> proposed(
            Open open, Ruling ruling, Intervention.WhyTwo why, List<RefundEvent> events) {
        var proposed =
                new Proposed(
                        open.cause(), ruling, agent.id(), why, open.deadline(), null, open.late());
        if (refund.intervention() instanceof Open s && !s.deadline().equals(open.deadline())) {
            events.add(
                    facts.deadlineChanged(
                            DeadlineKind.INTERVENTION, s.deadline(), open.deadline()));
        }
        events.add(facts.rulingProposed(proposed));
        return new Decision.Accepted<>(refund.with(proposed), events);
    }

    /// Up to what the order holds as it stands; from there up to the ceiling on proof (R4).
    private @Nullable Refusal refusal(Money amount, Rule c) {
        var hold = refund.held();
        if (c.decision() == Ruling.Kind.RATIO && amount.isZero()) {
            return new Refusal.RatioTooSmall(smallestRatio(hold.paid()));
        }
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

    private static BigDecimal smallestRatio(Money paid) {
        return BigDecimal.ONE.divide(
                BigDecimal.valueOf(paid.value()), new MathContext(2, RoundingMode.UP));
    }

    /// Rounded down to the minor unit.
    private static Money share(Money paid, BigDecimal ratio) {
        var value = ratio.multiply(BigDecimal.valueOf(paid.value()));
        return new Money(value.setScale(0, RoundingMode.DOWN).longValueExact(), paid.currency());
    }
}
