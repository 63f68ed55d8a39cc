package cn.juhui.order.domain;

import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OrderRefunded;
import cn.juhui.contracts.order.RefundReversed;
import cn.juhui.contracts.order.RefundStopped;
import cn.juhui.order.domain.OrderCommand.ReverseRefund;
import cn.juhui.order.domain.OrderCommand.SettleRefund;
import cn.juhui.order.domain.OrderCommand.VoidForPayout;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.CardState.Frozen;
import cn.juhui.order.domain.card.CardState.Voided;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.card.Hold.State;
import cn.juhui.order.domain.eligibility.RuleCode;
import cn.juhui.platform.kernel.Decision;
import java.util.ArrayList;
import java.util.List;

/// From an approval to the money: hold → void → settle (→ reverse → settle …). The last look at the cards is here (R8), and it ends in one of two
/// events: the cards are void and the payout starts, or it is stopped, and the platform decides anew. There is no third way, so no
/// approval waits for a payout that never starts. Of words about the cards only a neutral source's stops it, and each of them only once: the next approval is
/// given in the knowledge of it. What a merchant says after the freeze is a claim and stops nothing.
///
/// Once the cards are voided nothing releases the hold any more: a code that is dead stays dead (R8), and the money that stands
/// for it may be on its way, so it stays reserved until it has arrived, however long the payout takes. What has arrived is settled; what the
/// channel takes back afterwards is reserved again, until it arrives elsewhere. Which of the two holds is what the latest step of the case
/// says, so records that come twice, late or in the wrong order end in the same balance.
final class PayoutTransitions {

    private PayoutTransitions() {}

    static Decision<Order, OrderEvent, OrderRefusal> voidCards(Order order, VoidForPayout command) {
        var found = order.hold(command.refundId());
        if (found.isEmpty()) {
            return neverHeld(order, command, Hold.declined(command.refundId(), order.currency()));
        }
        var hold = found.get();
        return switch (hold.state()) {
            case DECLINED, RELEASED ->
                    hold.hasStopped(command.approval())
                            ? Decision.alreadyDone()
                            : neverHeld(order, command, hold);
            case VOIDED, SETTLED ->
                    hold.amount().equals(command.amount())
                            ? Decision.alreadyDone()
                            : Decision.refused(OrderRefusal.AMOUNT_DIFFERS);
            case HELD ->
                    hold.hasStopped(command.approval())
                            ? Decision.alreadyDone()
                            : lastLook(order, hold, command);
        };
    }

    /// An approval of what the order doesn't hold: two services disagree, and no money moves. Each such approval is answered, so that none waits.
    private static Decision<Order, OrderEvent, OrderRefusal> neverHeld(
            Order order, VoidForPayout command, Hold hold) {
        return Decision.accepted(
                order.withHold(hold.stoppedAt(command.approval())),
                HoldTransitions.declinedEvent(
                        order, command.refundId(), List.of(RuleCode.APPROVAL_NOT_HELD.said())));
    }

    private static Decision<Order, OrderEvent, OrderRefusal> lastLook(
            Order before, Hold hold, VoidForPayout command) {
        var checked = CheckedCards.frozen(before, hold.refundId(), command.checks());
        var order = checked.order();
        var events = new ArrayList<>(checked.events());
        var objections = objections(order, hold, command);
        var after =
                objections.isEmpty()
                        ? voided(order, hold, command, events)
                        : stopped(order, hold, command, objections, events);
        return new Decision.Accepted<>(after, events);
    }

    /// What speaks against paying, now that the cards are looked at again: an approval of what is not held, or more than a neutral
    /// source leaves of the cards since they were frozen. And a channel that would not take it any more (R11): with the cards void, the customer
    /// would have neither.
    private static List<RuleOutcome> objections(Order order, Hold hold, VoidForPayout command) {
        var cards = hold.cardIds().stream().flatMap(id -> order.card(id).stream()).toList();
        if (!isHeld(order, hold, cards, command.amount())) {
            return List.of(RuleCode.APPROVAL_NOT_HELD.said());
        }
        var channel = ChannelLimit.judgeHeld(order, command.at(), command.elsewhere());
        if (channel.blocks()) {
            return List.of(channel.said());
        }
        var news = cards.stream().filter(PayoutTransitions::hasNews).toList();
        return news.isEmpty() || left(order, cards).covers(command.amount())
                ? List.of()
                : news.stream()
                        .map(c -> RuleCode.CARD_USED_MEANWHILE.saidOf(new CardId(c.id())))
                        .toList();
    }

    private static boolean isHeld(Order order, Hold hold, List<Card> cards, Money amount) {
        return amount.currency().equals(order.currency())
                && !amount.isZero()
                && hold.highest().covers(amount)
                && order.balance().refundable().plus(hold.amount()).covers(amount)
                && cards.size() == hold.cardIds().size()
                && cards.stream().allMatch(c -> c.isFrozenFor(hold.refundId()));
    }

    private static boolean hasNews(Card card) {
        var late = card.lateReport();
        return late != null && late.isNews();
    }

    /// What is left of the cards, by what neutral sources told since they were frozen.
    private static Money left(Order order, List<Card> cards) {
        var sum = Money.zero(order.currency());
        for (var card : cards) {
            var late = card.lateReport();
            sum =
                    sum.plus(
                            late == null
                                    ? card.paidPrice()
                                    : card.refundable(late.remainingValue()));
        }
        return sum;
    }

    /// Amount and cards stay held; from now on the platform knows what was told.
    private static Order stopped(
            Order order,
            Hold hold,
            VoidForPayout command,
            List<RuleOutcome> objections,
            List<OrderEvent> events) {
        events.add(
                new RefundStopped(
                        order.ids(),
                        new RefundId(hold.refundId()),
                        command.amount(),
                        objections,
                        hold.cardIds().stream()
                                .flatMap(id -> order.card(id).stream())
                                .map(Card::facts)
                                .toList()));
        return order.withHold(hold.stoppedAt(command.approval()))
                .withFrozen(hold.refundId(), Frozen::weighed);
    }

    /// A ruling on proof may be for more than was asked for at first: the hold grows with it (R4, R6).
    private static Order voided(
            Order order, Hold hold, VoidForPayout command, List<OrderEvent> events) {
        var amount = command.amount();
        var purchase = order.purchase();
        events.add(
                new CardsVoided(
                        order.ids(),
                        new RefundId(hold.refundId()),
                        hold.cards(),
                        amount,
                        purchase.payment().channel(),
                        purchase.payment().transaction(),
                        purchase.payment().paidAt()));
        return order.withHold(hold.voided(amount))
                .withBalance(order.balance().release(hold.amount()).hold(amount))
                .withFrozen(hold.refundId(), Voided::new);
    }

    static Decision<Order, OrderEvent, OrderRefusal> settle(Order order, SettleRefund command) {
        var found = order.hold(command.refundId());
        if (found.isEmpty()) {
            return Decision.refused(OrderRefusal.HOLD_NOT_OPEN);
        }
        var hold = found.get();
        return switch (hold.state()) {
            case HELD, DECLINED, RELEASED -> Decision.refused(OrderRefusal.HOLD_NOT_VOIDED);
            case VOIDED, SETTLED -> {
                if (!hold.amount().equals(command.amount())) {
                    yield Decision.refused(OrderRefusal.AMOUNT_DIFFERS);
                }
                yield hold.knowsMoneyAt(command.step())
                        ? Decision.alreadyDone()
                        : settled(order, hold, command.step());
            }
        };
    }

    /// A later step that says the same as the one before is told again: the step between them may still come, and is then old.
    private static Decision<Order, OrderEvent, OrderRefusal> settled(
            Order order, Hold hold, long step) {
        var balance =
                hold.state() == State.SETTLED
                        ? order.balance()
                        : order.balance().settle(hold.amount());
        return Decision.accepted(
                order.withHold(hold.moneyIs(State.SETTLED, step)).withBalance(balance),
                new OrderRefunded(
                        order.ids(),
                        new RefundId(hold.refundId()),
                        hold.cards(),
                        hold.amount(),
                        balance.refunded()));
    }

    static Decision<Order, OrderEvent, OrderRefusal> reverse(Order order, ReverseRefund command) {
        var found = order.hold(command.refundId());
        if (found.isEmpty()) {
            return Decision.refused(OrderRefusal.HOLD_NOT_OPEN);
        }
        var hold = found.get();
        return switch (hold.state()) {
            case HELD, DECLINED, RELEASED -> Decision.refused(OrderRefusal.HOLD_NOT_VOIDED);
            case VOIDED, SETTLED ->
                    hold.knowsMoneyAt(command.step())
                            ? Decision.alreadyDone()
                            : reversed(order, hold, command.step());
        };
    }

    /// Also of money that the order never heard had arrived: that news may still come, and is then old.
    private static Decision<Order, OrderEvent, OrderRefusal> reversed(
            Order order, Hold hold, long step) {
        var balance =
                hold.state() == State.SETTLED
                        ? order.balance().reverse(hold.amount())
                        : order.balance();
        return Decision.accepted(
                order.withHold(hold.moneyIs(State.VOIDED, step)).withBalance(balance),
                new RefundReversed(
                        order.ids(),
                        new RefundId(hold.refundId()),
                        hold.cards(),
                        hold.amount(),
                        balance.refunded()));
    }
}
