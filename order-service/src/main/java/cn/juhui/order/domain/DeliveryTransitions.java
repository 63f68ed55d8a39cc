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
import cn.juhui.order.domain.card.CardState.Delivered;
import cn.juhui.order.domain.card.CardState.Free;
import cn.juhui.order.domain.card.CardState.Frozen;
import cn.juhui.order.domain.card.CardState.Pending;
import cn.juhui.order.domain.card.CardState.Voided;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.card.LateReport;
import cn.juhui.order.domain.card.UseClaim;
import cn.juhui.platform.kernel.Decision;
import java.util.List;
import java.util.Optional;
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
        if (meant.isEmpty() || !meant.stream().allMatch(Card::isFree)) {
            return Decision.refused(OrderRefusal.CARD_NOT_USABLE);
        }
        var shipped = meant.stream().filter(Card::canBeShipped).map(Card::id).toList();
        if (shipped.isEmpty()) {
            return Decision.alreadyDone();
        }
        var after =
                order.withCards(c -> {
                    var one = named.get(c.id());
                    return c.state() instanceof Pending pending && shipped.contains(c.id())
                            ? c.in(
                                    pending.shipped(
                                            command.counts(),
                                            command.told(),
                                            one == null ? null : one.codeHint()))
                            : c;
                });
        return Decision.accepted(after, told(order, shipped, command.told()));
    }

    /// The named cards; where none is named, all that a refund has not its hand on (R8).
    private static List<Card> meant(Order order, Set<String> named) {
        return order.cards().stream()
                .filter(c -> named.isEmpty() ? c.isFree() : named.contains(c.id()))
                .toList();
    }

    static Decision<Order, OrderEvent, OrderRefusal> use(Order order, ReportUsage command) {
        var found = order.card(command.cardId());
        if (found.isEmpty()) {
            return Decision.refused(OrderRefusal.CARD_NOT_FOUND);
        }
        var card = found.get();
        if (!command.remainingValue().currency().equals(order.currency())) {
            return Decision.refused(OrderRefusal.CURRENCY_DIFFERS);
        }
        return switch (card.state()) {
            case Voided _ -> Decision.refused(OrderRefusal.CARD_NOT_USABLE);
            case Free free ->
                    tooEarly(free, command)
                            .map(Decision::<Order, OrderEvent, OrderRefusal>refused)
                            .orElseGet(() -> usedFree(order, card, free, command));
            case Frozen frozen ->
                    tooEarly(frozen.before(), command)
                            .map(Decision::<Order, OrderEvent, OrderRefusal>refused)
                            .orElseGet(() -> usedFrozen(order, card, frozen, command));
        };
    }

    /// A card that nobody delivered was not used, nor was one before its delivery.
    private static Optional<OrderRefusal> tooEarly(Free card, ReportUsage command) {
        return switch (card) {
            case Pending _ -> Optional.of(OrderRefusal.CARD_NOT_DELIVERED);
            case Delivered(var delivery, _, _) -> {
                var at = delivery.happenedAt();
                if (at == null) {
                    yield Optional.of(OrderRefusal.CARD_NOT_DELIVERED);
                }
                yield command.told().happenedAt().isBefore(at)
                        ? Optional.of(OrderRefusal.USED_BEFORE_SHIPMENT)
                        : Optional.empty();
            }
        };
    }

    private static Decision<Order, OrderEvent, OrderRefusal> usedFree(
            Order order, Card card, Free free, ReportUsage command) {
        var remaining = command.remainingValue();
        if (!free.remaining().covers(remaining)) {
            return Decision.refused(OrderRefusal.REMAINING_VALUE_TOO_HIGH);
        }
        if (free.remaining().equals(remaining)) {
            return Decision.alreadyDone();
        }
        if (isOneTooMany(order, card, command)) {
            return Decision.refused(OrderRefusal.USE_REPORTS_EXHAUSTED);
        }
        return Decision.accepted(
                order.with(card.in(free.usedDownTo(remaining, command.told())).reportedOnceMore()),
                used(order, command, null));
    }

    private static Decision<Order, OrderEvent, OrderRefusal> usedFrozen(
            Order order, Card card, Frozen frozen, ReportUsage command) {
        return command.told().source().isNeutral()
                ? toldOfFrozen(order, card, frozen, command)
                : claimed(order, card, frozen, command);
    }

    /// That nothing is left is always heard: it is the last word on a card.
    private static boolean isOneTooMany(Order order, Card card, ReportUsage command) {
        return !command.remainingValue().isZero()
                && OrderLimits.reportsExhausted(order, card, command.told().source().isNeutral());
    }

    /// A merchant is a party: what they say of a frozen card changes nothing by itself. Whoever decides the case hears it.
    private static Decision<Order, OrderEvent, OrderRefusal> claimed(
            Order order, Card card, Frozen frozen, ReportUsage command) {
        var hold = order.hold(frozen.refundId()).orElseThrow();
        var claim = new UseClaim(card.id(), command.remainingValue());
        if (!frozen.before().remaining().covers(command.remainingValue())) {
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
            Order order, Card card, Frozen frozen, ReportUsage command) {
        var least = frozen.remaining();
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
                order.with(card.in(frozen.reportedLate(late(command))).reportedOnceMore()),
                used(order, command, frozen.refundId()));
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
