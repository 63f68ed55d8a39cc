package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.money.Money;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Intervention.WhyTwo;
import cn.juhui.refund.domain.state.Ruling;
import org.jspecify.annotations.Nullable;

/// When a ruling takes two agents, as the policy frozen on the order says (R10). A refusal moves no money: it takes two only from who
/// opened the case.
final class TwoAgents {

    /// More than that takes two, where the order is older than the policy's limit: its default.
    static final Money RULING_LIMIT = Money.cny(100_000);

    /// The same for money at the platform's cost.
    static final Money PLATFORM_COST_LIMIT = Money.cny(20_000);

    private TwoAgents() {}

    /// Null where one agent is enough.
    static @Nullable WhyTwo needed(Refund refund, Ruling ruling, Actor agent) {
        if (agent.id().equals(refund.application().by().id())) {
            return WhyTwo.OWN_CASE;
        }
        var amount = ruling.amount();
        if (amount == null) {
            return null;
        }
        var terms = refund.held().terms();
        if (isAbove(amount, rulingLimit(terms))) {
            return WhyTwo.ABOVE_LIMIT;
        }
        return ruling.costBearer() == Ruling.CostBearer.PLATFORM
                        && isAbove(amount, platformCostLimit(terms))
                ? WhyTwo.PLATFORM_COST
                : null;
    }

    private static Money rulingLimit(ReviewTerms terms) {
        return terms.rulingLimit() == null ? RULING_LIMIT : terms.rulingLimit();
    }

    private static Money platformCostLimit(ReviewTerms terms) {
        return terms.platformCostLimit() == null ? PLATFORM_COST_LIMIT : terms.platformCostLimit();
    }

    /// In minor units, whatever the currency.
    private static boolean isAbove(Money amount, Money limit) {
        return amount.value() > limit.value();
    }

    /// Somebody who neither proposed it nor asked for the case.
    static boolean mayConfirm(Refund refund, Intervention.Proposed s, Actor agent) {
        return !agent.id().equals(s.proposedBy())
                && !agent.id().equals(refund.application().by().id());
    }
}
