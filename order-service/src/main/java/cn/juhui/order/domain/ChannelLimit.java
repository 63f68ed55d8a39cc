package cn.juhui.order.domain;

import cn.juhui.contracts.money.ChannelRules;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.RuleCode;
import java.time.Instant;
import java.util.function.Predicate;

/// R11: whether the channel that an order was paid through would take one more refund of it.
final class ChannelLimit {

    private ChannelLimit() {}

    /// What is said of an application.
    ///
    /// @param elsewhere how many refunds of the payment other orders have
    static RuleCode judge(Order order, Instant at, long elsewhere) {
        return judge(order, at, elsewhere, Hold.State::countsAtTheChannel);
    }

    /// The same at the last look at one that is held: those that were sent before it count, not those that still wait for their word.
    static RuleCode judgeHeld(Order order, Instant at, long elsewhere) {
        return judge(order, at, elsewhere, Hold.State::isSent);
    }

    private static RuleCode judge(
            Order order, Instant at, long elsewhere, Predicate<Hold.State> which) {
        var others = elsewhere + order.holds().stream().map(Hold::state).filter(which).count();
        var payment = order.purchase().payment();
        var rules = ChannelRules.of(payment.channel());
        if (at.isAfter(rules.lastStart(payment.paidAt()))) {
            return RuleCode.CHANNEL_WINDOW_OVER;
        }
        return rules.takesAnotherBeside(others)
                ? RuleCode.CHANNEL_TAKES_IT
                : RuleCode.CHANNEL_REFUNDS_EXHAUSTED;
    }
}
