package cn.juhui.order.domain;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OrderPlaced;
import cn.juhui.contracts.order.OrderedCard;
import cn.juhui.order.domain.OrderCommand.CardCheck;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.policy.RefundPolicy;
import cn.juhui.order.domain.purchase.Purchase;
import cn.juhui.order.domain.purchase.Shares;
import cn.juhui.platform.kernel.Decision;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The one door to an order: how it begins, and what it answers to each command. No `default`: the compiler finds the
/// forgotten row.
public final class OrderMachine {

    private OrderMachine() {}

    /// A new order and the event that tells of it.
    public record Placed(Order order, OrderPlaced event) {}

    /// @param purchase one without [Purchase#faults(java.time.Instant)]
    /// @param policies of each category, as it was shown when the order was placed, with what the merchant promised then
    public static Placed place(
            String id,
            Purchase purchase,
            Function<String, RefundPolicy> policies,
            Supplier<String> cardIds) {
        var frozen = purchase.categories().stream().collect(Collectors.toMap(c -> c, policies));
        var cards = Shares.cards(purchase, cardIds);
        var balance = Balance.of(purchase.payment().paid());
        var order = new Order(id, purchase, frozen, cards, balance, List.of());
        var event =
                new OrderPlaced(
                        order.ids(),
                        purchase.productName(),
                        cards.stream().map(card -> ordered(order, card)).toList(),
                        purchase.payment().paid(),
                        purchase.payment().channel(),
                        purchase.expressRefund(),
                        order.policyOf(cards).version(),
                        purchase.placedAt());
        return new Placed(order, event);
    }

    private static OrderedCard ordered(Order order, Card card) {
        var item = order.itemOf(card);
        return new OrderedCard(
                new CardId(card.id()),
                item.sku(),
                item.name(),
                item.category(),
                card.paidPrice(),
                card.faceValue());
    }

    /// Decides a command. No side effects.
    public static Decision<Order, OrderEvent, OrderRefusal> decide(
            Order order, OrderCommand command) {
        return switch (command) {
            case OrderCommand.Ship ship -> DeliveryTransitions.ship(order, ship);
            case OrderCommand.ReportUsage usage -> DeliveryTransitions.use(order, usage);
            case OrderCommand.HoldForRefund hold -> HoldTransitions.hold(order, hold);
            case OrderCommand.VoidForPayout approved ->
                    PayoutTransitions.voidCards(order, approved);
            case OrderCommand.SettleRefund settle -> PayoutTransitions.settle(order, settle);
            case OrderCommand.ReverseRefund reverse -> PayoutTransitions.reverse(order, reverse);
            case OrderCommand.ReleaseHold release -> HoldTransitions.release(order, release);
        };
    }

    /// The order as the supplier's answers make it; nothing is told or stored.
    public static Order checked(Order order, List<CardCheck> checks) {
        return checks.isEmpty() ? order : CheckedCards.before(order, checks).order();
    }
}
