package cn.juhui.order.application;

import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.application.ExpressGuard.Wish;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.CardCheck;
import cn.juhui.order.domain.OrderCommand.HoldForRefund;
import cn.juhui.order.domain.OrderMachine;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.order.domain.RefundRules;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.eligibility.ExpressRisk;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.messaging.UnprocessableRecordException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A refund was requested: the supplier is asked about its cards, then the order reserves amount and cards for it, or says why not. One that would be decided at once is
/// counted against the risk limits first (R9), and taken back if the order then decides otherwise.
public record HoldCards(
        Journal<Order, OrderEvent> orders,
        ExpressGuard guard,
        CardChecks checks,
        SharedPayments payments,
        Clock clock) {

    /// @param requested null for as much as the rules allow
    /// @throws UnprocessableRecordException when there is no such order
    public Handled<Order, OrderRefusal> hold(
            String orderId,
            String refundId,
            Application application,
            @Nullable Money requested,
            Cause cause) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var loaded =
                orders.load(orderId)
                        .orElseThrow(() ->
                                new UnprocessableRecordException(
                                        "No order " + orderId + " for " + refundId));
        var order = loaded.stored().aggregate();
        var told = checks(order, refundId, application);
        var elsewhere = payments.refundsOfOthers(order, Hold.State::countsAtTheChannel);
        var wish =
                express(
                        OrderMachine.checked(order, told),
                        refundId,
                        application,
                        requested,
                        elsewhere);
        var risk = wish.map(w -> guard.count(w, application.at())).orElse(ExpressRisk.UNCHECKED);
        var command =
                new HoldForRefund(
                        refundId,
                        application,
                        requested,
                        now,
                        risk,
                        told,
                        loaded.stored().createdAt(),
                        elsewhere);
        Handled<Order, OrderRefusal> handled =
                loaded.handle(cause, stored -> OrderMachine.decide(stored.aggregate(), command));
        if (risk == ExpressRisk.CLEAR) {
            wish.ifPresent(w -> end(w, handled));
        }
        return handled;
    }

    /// Nobody is asked again about what was answered before.
    private List<CardCheck> checks(Order order, String refundId, Application application) {
        return checks.isAsked() && order.hold(refundId).isEmpty()
                ? checks.check(order, order.chosen(application.cardIds()))
                : List.of();
    }

    /// What has to be counted if the application is to be decided at once; nothing for one that isn't, or was decided before.
    private static Optional<Wish> express(
            Order order,
            String refundId,
            Application application,
            @Nullable Money requested,
            long elsewhere) {
        if (order.hold(refundId).isPresent()) {
            return Optional.empty();
        }
        var answer = RefundRules.assess(order, application, ExpressRisk.CLEAR, elsewhere);
        if (answer.route() != RefundRoute.EXPRESS) {
            return Optional.empty();
        }
        var amount = requested == null ? answer.maxAmount() : requested;
        return Optional.of(
                new Wish(
                        refundId, order.purchase(), amount, order.expressLimits(answer.cardIds())));
    }

    private void end(Wish wish, Handled<Order, OrderRefusal> handled) {
        var held =
                switch (handled) {
                    case Handled.Changed<Order, OrderRefusal>(var now) ->
                            now.aggregate().hold(wish.refundId());
                    case Handled.Unchanged<Order, OrderRefusal>(var now) ->
                            now.aggregate().hold(wish.refundId());
                    case Handled.Refused<Order, OrderRefusal> _,
                            Handled.Stale<Order, OrderRefusal> _,
                            Handled.NotFound<Order, OrderRefusal> _ ->
                            Optional.<Hold>empty();
                };
        if (held.filter(hold -> hold.route() == RefundRoute.EXPRESS).isPresent()) {
            guard.forget(wish);
        } else {
            guard.takeBack(wish);
        }
    }
}
