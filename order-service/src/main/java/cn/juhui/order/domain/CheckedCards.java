package cn.juhui.order.domain;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.OrderCommand.CardCheck;
import cn.juhui.order.domain.OrderCommand.ReportUsage;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.CardState.Free;
import cn.juhui.order.domain.card.CardState.Frozen;
import cn.juhui.order.domain.card.LateReport;
import java.util.ArrayList;
import java.util.List;

/// What the supplier says about cards, taken into the order: it outranks what a merchant told, in both directions.
///
/// @param order as it is with the answers in it
/// @param events what changed by them
record CheckedCards(Order order, List<OrderEvent> events) {

    /// Before cards are frozen: the record follows the supplier.
    static CheckedCards before(Order order, List<CardCheck> checks) {
        var events = new ArrayList<OrderEvent>();
        var now = order;
        for (var check : checks) {
            var card = now.card(check.cardId()).orElse(null);
            if (card == null || !(card.state() instanceof Free free) || !fits(card, check)) {
                continue;
            }
            now = now.with(card.in(as(check, card, free)).checked(check.told()));
            if (!check.remainingValue().equals(free.remaining())) {
                events.add(DeliveryTransitions.used(now, report(check), null));
            }
        }
        return new CheckedCards(now, events);
    }

    /// A card that no refund has its hand on, as the supplier knows it: what was spent from is delivered.
    private static Free as(CardCheck check, Card card, Free free) {
        var told = check.told();
        var left = check.remainingValue();
        var delivered =
                free.deliveredAt() == null && !left.equals(card.faceValue())
                        ? free.shipped(told.happenedAt(), told, null)
                        : free;
        return left.equals(free.remaining()) && !card.isUseClaimed()
                ? delivered
                : delivered.usedDownTo(left, told);
    }

    /// At the last look: a use that the supplier knows of is told like any neutral source's word on a frozen card.
    static CheckedCards frozen(Order order, String refundId, List<CardCheck> checks) {
        var events = new ArrayList<OrderEvent>();
        var now = order;
        for (var check : checks) {
            var card = now.card(check.cardId()).orElse(null);
            if (card == null
                    || !(card.state() instanceof Frozen frozen)
                    || !frozen.refundId().equals(refundId)
                    || !fits(card, check)) {
                continue;
            }
            var after = card.checked(check.told());
            var known = frozen.late();
            var least = known == null ? card.faceValue() : known.remainingValue();
            if (!check.remainingValue().equals(least)
                    && least.covers(check.remainingValue())
                    && !(card.isUseChecked()
                            && check.remainingValue().equals(card.remainingValue()))) {
                after =
                        after.in(
                                frozen.reportedLate(
                                        new LateReport(
                                                check.remainingValue(),
                                                check.told().happenedAt(),
                                                check.told(),
                                                null)));
                events.add(DeliveryTransitions.used(now, report(check), refundId));
            }
            now = now.with(after);
        }
        return new CheckedCards(now, events);
    }

    private static boolean fits(Card card, CardCheck check) {
        return check.remainingValue().currency().equals(card.faceValue().currency())
                && card.faceValue().covers(check.remainingValue());
    }

    private static ReportUsage report(CardCheck check) {
        return new ReportUsage(check.cardId(), check.remainingValue(), null, check.told());
    }
}
