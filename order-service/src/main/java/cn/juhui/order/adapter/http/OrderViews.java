package cn.juhui.order.adapter.http;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.adapter.http.access.OrderProblems;
import cn.juhui.order.adapter.http.policy.PolicyViews;
import cn.juhui.order.application.AskEligibility;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.order.domain.card.Card;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.request.Answers;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.http.ResponseEntity;

/// Shows orders, and what became of commands to them.
public final class OrderViews {

    private final AskEligibility askEligibility;
    private final PolicyViews policies;

    public OrderViews(AskEligibility askEligibility, PolicyViews policies) {
        this.askEligibility = askEligibility;
        this.policies = policies;
    }

    ResponseEntity<OrderView> answer(Stored<Order> stored, Caller caller) {
        return Answers.ok(view(stored, caller), stored.version());
    }

    ResponseEntity<OrderView> answer(Handled<Order, OrderRefusal> handled, Caller caller) {
        return switch (handled) {
            case Handled.Changed<Order, OrderRefusal>(var now) -> answer(now, caller);
            case Handled.Unchanged<Order, OrderRefusal>(var now) -> answer(now, caller);
            case Handled.Refused<Order, OrderRefusal>(_, var refusal) ->
                    throw OrderProblems.of(refusal);
            case Handled.Stale<Order, OrderRefusal>(var now) ->
                    throw ProblemException.stale(now.version());
            case Handled.NotFound<Order, OrderRefusal> _ -> throw ProblemException.notFound();
        };
    }

    OrderView view(Stored<Order> stored, Caller caller) {
        var order = stored.aggregate();
        var purchase = order.purchase();
        var payment = purchase.payment();
        var balance = order.balance();
        return new OrderView(
                order.id(),
                purchase.orderNo(),
                order.status(),
                purchase.customerId(),
                purchase.merchantId(),
                purchase.productName(),
                order.currency(),
                purchase.placedAt(),
                purchase.promisedDeliveryAt(),
                purchase.expressRefund(),
                IntStream.range(0, purchase.items().size()).mapToObj(i -> item(order, i)).toList(),
                new OrderView.Payment(
                        payment.channel(),
                        payment.channelTransactionId(),
                        payment.paid(),
                        payment.paidAt(),
                        order.paymentTold(stored.createdAt())),
                policies.view(order.policyOf(order.cards())),
                new OrderView.Balance(
                        balance.paid(), balance.held(), balance.refunded(), balance.refundable()),
                allowedActions(order, caller),
                stored.version(),
                stored.createdAt(),
                stored.updatedAt());
    }

    private static OrderView.Item item(Order order, int index) {
        var item = order.purchase().items().get(index);
        return new OrderView.Item(
                item.sku(),
                item.name(),
                item.category(),
                item.quantity(),
                item.unitPrice(),
                item.faceValue(),
                item.rechargeAccount(),
                order.cards().stream()
                        .filter(c -> c.item() == index)
                        .map(OrderViews::card)
                        .toList());
    }

    private static OrderView.CardView card(Card card) {
        var facts = card.facts();
        return new OrderView.CardView(
                card.id(),
                card.status(),
                card.paidPrice(),
                card.faceValue(),
                card.remainingValue(),
                card.shippedAt(),
                card.codeHint(),
                card.refundId(),
                facts.shipment(),
                facts.use(),
                facts.check());
    }

    /// `SHIP`, `REPORT_USAGE`, `REQUEST_REFUND`: what would be accepted for at least one card.
    private List<String> allowedActions(Order order, Caller caller) {
        var actions = new ArrayList<String>();
        if (OrderAccess.delivers(caller, order)) {
            if (order.cards().stream().anyMatch(Card::canBeShipped)) {
                actions.add("SHIP");
            }
            if (order.cards().stream().anyMatch(Card::canBeUsed)) {
                actions.add("REPORT_USAGE");
            }
        }
        var applies = caller.isCustomer(order.purchase().customerId()) || caller.is(Role.AGENT);
        if (applies && refundable(order, OrderAccess.bySupport(caller, order))) {
            actions.add("REQUEST_REFUND");
        }
        return actions;
    }

    private boolean refundable(Order order, boolean bySupport) {
        return order.cards().stream()
                .filter(Card::isFree)
                .anyMatch(card ->
                        Arrays.stream(RefundReason.values())
                                .anyMatch(reason ->
                                        askEligibility.eligible(
                                                order, reason, List.of(card.id()), bySupport)));
    }
}
