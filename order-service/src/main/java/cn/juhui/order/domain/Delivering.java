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
import org.jspecify.annotations.Nullable;

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
        if (!remaining.currency().equals(order.currency())) {
            return Decision.refused(OrderRefusal.CURRENCY_DIFFERS);
        }
        if (!card.status().usable()) {
            return useBeforeFreeze(order, card, command);
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
        var event = used(order, command, null);
        return pending
                ? Decision.accepted(after, told(order, List.of(card.id()), command.at()), event)
                : Decision.accepted(after, event);
    }

    /// A frozen card can't be used. But that it *was* used before it was frozen, and somebody says so only now, is remembered and
    /// told: the order looks at it before the money moves (R8).
    private static Decision<Order, OrderEvent, OrderRefusal> useBeforeFreeze(
            Order order, Card card, ReportUsage command) {
        var refundId = card.refundId();
        var frozenAt = refundId == null ? null : order.hold(refundId).map(Hold::at).orElse(null);
        var known = card.lateReport();
        var least = known == null ? card.remainingValue() : known.remainingValue();
        if (frozenAt == null
                || !command.at().isBefore(frozenAt)
                || !least.covers(command.remainingValue())
                || least.equals(command.remainingValue())) {
            return Decision.refused(OrderRefusal.CARD_NOT_USABLE);
        }
        var report = new Card.LateReport(command.remainingValue(), command.at());
        return Decision.accepted(
                order.withCards(c -> c.id().equals(card.id()) ? c.reportedLate(report) : c),
                used(order, command, refundId));
    }

    private static OrderEvent used(Order order, ReportUsage command, @Nullable String refundId) {
        var purchase = order.purchase();
        return new CardUsed(
                order.id(),
                purchase.orderNo(),
                purchase.customerId(),
                purchase.merchantId(),
                command.cardId(),
                command.remainingValue(),
                command.at(),
                refundId,
                null);
    }

    private static OrderEvent told(Order order, List<String> cardIds, Instant at) {
        var purchase = order.purchase();
        return new OrderShipped(
                order.id(),
                purchase.orderNo(),
                purchase.customerId(),
                purchase.merchantId(),
                cardIds,
                at,
                null);
    }
}
