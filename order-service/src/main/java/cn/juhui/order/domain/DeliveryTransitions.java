package cn.juhui.order.domain;

import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.order.CardUseClaimed;
import cn.juhui.contracts.order.CardUsed;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OrderShipped;
import cn.juhui.order.domain.OrderCommand.ReportUsage;
import cn.juhui.order.domain.OrderCommand.Ship;
import cn.juhui.order.domain.OrderCommand.ShippedCard;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.CardStatus;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.card.LateReport;
import cn.juhui.order.domain.card.UseClaim;
import cn.juhui.platform.kernel.Decision;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is told of cards outside of refunds: shipment and use. A card that a refund has its hand on takes part in neither (R8): what a
/// merchant says of its use is a claim, what a neutral source says waits for the last look.
final class DeliveryTransitions {

    private DeliveryTransitions() {}

    static Decision<Order, OrderEvent, OrderRefusal> ship(Order order, Ship command) {
        if (command.told().happenedAt().isBefore(order.purchase().placedAt())) {
            return Decision.refused(OrderRefusal.SHIPPED_BEFORE_ORDER);
        }
        var named =
                command.cards().stream()
                        .collect(Collectors.toMap(ShippedCard::cardId, c -> c, (_, last) -> last));
        if (!named.keySet().stream().allMatch(id -> order.card(id).isPresent())) {
            return Decision.refused(OrderRefusal.CARD_NOT_FOUND);
        }
        var meant = meant(order, named.keySet());
        if (meant.isEmpty() || !meant.stream().allMatch(c -> c.status().usable())) {
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
                            ? c.shipped(
                                    command.counts(),
                                    command.told(),
                                    one == null ? null : one.codeHint())
                            : c;
                });
        return Decision.accepted(after, told(order, shipped, command.told()));
    }

    /// The named cards; where none is named, all that a refund has not its hand on (R8).
    private static List<Card> meant(Order order, Set<String> named) {
        return order.cards().stream()
                .filter(c -> named.isEmpty() ? c.status().usable() : named.contains(c.id()))
                .toList();
    }

    /// A card that nobody delivered was not used, nor was one before its delivery.
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
        if (card.status() == CardStatus.VOIDED) {
            return Decision.refused(OrderRefusal.CARD_NOT_USABLE);
        }
        if (card.shippedAt() == null) {
            return Decision.refused(OrderRefusal.CARD_NOT_DELIVERED);
        }
        if (isBeforeShipment(card, command.told())) {
            return Decision.refused(OrderRefusal.USED_BEFORE_SHIPMENT);
        }
        if (card.status() == CardStatus.FROZEN) {
            return command.told().source().isNeutral()
                    ? toldOfFrozen(order, card, command)
                    : claimed(order, card, command);
        }
        if (!card.remainingValue().covers(remaining)) {
            return Decision.refused(OrderRefusal.REMAINING_VALUE_TOO_HIGH);
        }
        if (card.remainingValue().equals(remaining)) {
            return Decision.alreadyDone();
        }
        if (isOneTooMany(order, card, command)) {
            return Decision.refused(OrderRefusal.USE_REPORTS_EXHAUSTED);
        }
        return Decision.accepted(
                order.with(card.usedDownTo(remaining, command.told()).reportedOnceMore()),
                used(order, command, null));
    }

    /// That nothing is left is always heard: it is the last word on a card.
    private static boolean isOneTooMany(Order order, Card card, ReportUsage command) {
        return !command.remainingValue().isZero()
                && OrderLimits.reportsExhausted(order, card, command.told().source().isNeutral());
    }

    private static boolean isBeforeShipment(Card card, Provenance told) {
        var shipment = card.shipment();
        var delivered = shipment == null ? card.shippedAt() : shipment.happenedAt();
        return delivered != null && told.happenedAt().isBefore(delivered);
    }

    /// A merchant is a party: what they say of a frozen card changes nothing by itself. Whoever decides the case hears it.
    private static Decision<Order, OrderEvent, OrderRefusal> claimed(
            Order order, Card card, ReportUsage command) {
        var hold = order.hold(Objects.requireNonNull(card.refundId())).orElseThrow();
        var claim = new UseClaim(card.id(), command.remainingValue());
        if (!card.remainingValue().covers(command.remainingValue())) {
            return Decision.refused(OrderRefusal.REMAINING_VALUE_TOO_HIGH);
        }
        if (hold.claims().contains(claim)) {
            return Decision.alreadyDone();
        }
        if (hold.claims().size() >= Hold.MOST_CLAIMS || OrderLimits.claimsExhausted(order)) {
            return Decision.refused(OrderRefusal.CLAIMS_EXHAUSTED);
        }
        return Decision.accepted(
                order.withHold(hold.claimed(claim)),
                new CardUseClaimed(
                        order.ids(),
                        new RefundId(hold.refundId()),
                        new CardId(card.id()),
                        command.remainingValue(),
                        command.text(),
                        command.told()));
    }

    /// A neutral source's word on a frozen card waits until the order looks at it before the money moves (R8).
    private static Decision<Order, OrderEvent, OrderRefusal> toldOfFrozen(
            Order order, Card card, ReportUsage command) {
        var known = card.lateReport();
        var least = known == null ? card.remainingValue() : known.remainingValue();
        if (!least.covers(command.remainingValue())) {
            return Decision.refused(OrderRefusal.REMAINING_VALUE_TOO_HIGH);
        }
        if (least.equals(command.remainingValue())) {
            return Decision.alreadyDone();
        }
        if (isOneTooMany(order, card, command)) {
            return Decision.refused(OrderRefusal.USE_REPORTS_EXHAUSTED);
        }
        return Decision.accepted(
                order.with(card.reportedLate(late(command)).reportedOnceMore()),
                used(order, command, card.refundId()));
    }

    private static LateReport late(ReportUsage command) {
        return new LateReport(
                command.remainingValue(), command.told().happenedAt(), command.told(), null);
    }

    static OrderEvent used(Order order, ReportUsage command, @Nullable String refundId) {
        return new CardUsed(
                order.ids(),
                new CardId(command.cardId()),
                command.remainingValue(),
                command.told().happenedAt(),
                refundId == null ? null : new RefundId(refundId),
                command.told());
    }

    private static OrderEvent told(Order order, List<String> cardIds, Provenance told) {
        return new OrderShipped(
                order.ids(), cardIds.stream().map(CardId::new).toList(), told.happenedAt(), told);
    }
}
