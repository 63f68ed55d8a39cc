package cn.juhui.order.application;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.CardCheck;
import cn.juhui.order.domain.OrderMachine;
import cn.juhui.order.domain.RefundRules;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.eligibility.Eligibility;
import cn.juhui.order.domain.eligibility.ExpressRisk;
import java.time.Clock;
import java.util.List;

/// What the rules would say to an application made now. Promises nothing: the hold decides.
public record AskEligibility(
        ExpressGuard guard, CardChecks checks, SharedPayments payments, Clock clock) {

    /// @param cardIds the chosen cards; empty for all
    /// @param bySupport whether an agent asks
    public Eligibility ask(
            Order order, RefundReason reason, List<String> cardIds, boolean bySupport) {
        var application = new Application(reason, cardIds, bySupport, clock.instant());
        var elsewhere = payments.refundsOfOthers(order, Hold.State::countsAtTheChannel);
        var answer = RefundRules.assess(order, application, ExpressRisk.CLEAR, elsewhere);
        if (answer.route() != RefundRoute.EXPRESS) {
            return answer;
        }
        var wish =
                new ExpressGuard.Wish(
                        "",
                        order.purchase(),
                        answer.maxAmount(),
                        order.expressLimits(answer.cardIds()));
        var risk = guard.ask(wish, application.at());
        return risk == ExpressRisk.CLEAR
                ? answer
                : RefundRules.assess(order, application, risk, elsewhere);
    }

    /// The same before an application is made: the supplier is asked, as it will be when the order holds the cards.
    public Eligibility quote(
            Order order, RefundReason reason, List<String> cardIds, boolean bySupport) {
        var told =
                checks.isAsked()
                        ? checks.check(order, order.chosen(cardIds))
                        : List.<CardCheck>of();
        return ask(OrderMachine.checked(order, told), reason, cardIds, bySupport);
    }

    /// Whether there would be any way, whoever decides, as far as the order itself knows.
    public boolean eligible(
            Order order, RefundReason reason, List<String> cardIds, boolean bySupport) {
        var application = new Application(reason, cardIds, bySupport, clock.instant());
        return RefundRules.assess(order, application, ExpressRisk.UNCHECKED, 0).eligible();
    }
}
