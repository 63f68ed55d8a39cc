package cn.juhui.order.domain;

import cn.juhui.contracts.order.CardUsed;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OrderShipped;
import cn.juhui.order.domain.OrderCommand.ReportUsage;
import cn.juhui.order.domain.OrderCommand.Ship;
import cn.juhui.order.domain.OrderCommand.ShippedCard;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// What happens to cards outside of refunds: shipment and use. A card that a refund has its hand on takes part in neither (R8).
final class Delivering {

    private Delivering() {}

    static Decision<Order, OrderEvent, OrderRefusal> ship(Order order, Ship command) {
        if (command.at().isBefore(order.purchase().placedAt())) {
            return Decision.refused(OrderRefusal.SHIPPED_BEFORE_ORDER);
        }
        var named =
                command.cards().stream()
                        .collect(Collectors.toMap(ShippedCard::cardId, c -> c, (_, last) -> last));
        if (!named.keySet().stream().allMatch(id -> order.card(id).isPresent())) {
            return Decision.refused(OrderRefusal.CARD_NOT_FOUND);
        }
        var meant =
                order.cards().stream()
                        .filter(c -> named.isEmpty() || named.containsKey(c.id()))
                        .toList();
        if (!meant.stream().allMatch(c -> c.status().usable())) {
            return Decision.refused(OrderRefusal.CARD_NOT_USABLE);
        }
        var shipped =
                meant.stream().filter(c -> c.status() == CardStatus.PENDING).map(Card::id).toList();
        if (shipped.isEmpty()) {
            return Decision.alreadyDone();
        }
        var after =
                order.withCards(c -> {
                    var one = named.get(c.id());
                    return shipped.contains(c.id())
                            ? c.shipped(command.at(), one == null ? null : one.codeHint())
                            : c;
                });
        return Decision.accepted(after, told(order, shipped, command.at()));
    }

    /// Who spends of a card has received it: a usage report on a card that nobody shipped ships it first.
    static Decision<Order, OrderEvent, OrderRefusal> use(Order order, ReportUsage command) {
        var found = order.card(command.cardId());
        if (found.isEmpty()) {
            return Decision.refused(OrderRefusal.CARD_NOT_FOUND);
        }
        var card = found.get();
        var remaining = command.remainingValue();
        if (!card.status().usable()) {
            return Decision.refused(OrderRefusal.CARD_NOT_USABLE);
        }
        if (!remaining.currency().equals(order.currency())) {
            return Decision.refused(OrderRefusal.CURRENCY_DIFFERS);
        }
        if (!card.remainingValue().covers(remaining)) {
            return Decision.refused(OrderRefusal.REMAINING_VALUE_TOO_HIGH);
        }
        if (card.remainingValue().equals(remaining)) {
            return Decision.alreadyDone();
        }
        var pending = card.status() == CardStatus.PENDING;
        var used = (pending ? card.shipped(command.at(), null) : card).usedDownTo(remaining);
        var after = order.withCards(c -> c.id().equals(card.id()) ? used : c);
        var purchase = order.purchase();
        var event =
                new CardUsed(
                        order.id(),
                        purchase.orderNo(),
                        purchase.customerId(),
                        purchase.merchantId(),
                        card.id(),
                        remaining,
                        command.at());
        return pending
                ? Decision.accepted(after, told(order, List.of(card.id()), command.at()), event)
                : Decision.accepted(after, event);
    }

    private static OrderEvent told(Order order, List<String> cardIds, Instant at) {
        var purchase = order.purchase();
        return new OrderShipped(
                order.id(),
                purchase.orderNo(),
                purchase.customerId(),
                purchase.merchantId(),
                cardIds,
                at);
    }
}
