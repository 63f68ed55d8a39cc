package cn.juhui.order.application;

import cn.juhui.contracts.RefundReason;
import cn.juhui.order.domain.Application;
import cn.juhui.order.domain.Eligibility;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.RefundRules;
import java.time.Clock;
import java.util.List;

/// What the rules would say to an application made now. Promises nothing: the hold decides.
public record AskEligibility(Clock clock) {

    /// @param cardIds the chosen cards; empty for all
    /// @param bySupport whether an agent asks
    public Eligibility ask(
            Order order, RefundReason reason, List<String> cardIds, boolean bySupport) {
        return RefundRules.assess(
                order, new Application(reason, cardIds, bySupport, clock.instant()));
    }
}
