package cn.juhui.order.domain;

import static cn.juhui.order.domain.Fixtures.PLACED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OrderRefunded;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.contracts.order.RefundReversed;
import cn.juhui.contracts.order.RefundStopped;
import cn.juhui.order.domain.OrderCommand.HoldForRefund;
import cn.juhui.order.domain.OrderCommand.ReleaseHold;
import cn.juhui.order.domain.OrderCommand.ReverseRefund;
import cn.juhui.order.domain.OrderCommand.SettleRefund;
import cn.juhui.order.domain.OrderCommand.ShippedCard;
import cn.juhui.order.domain.OrderCommand.VoidForPayout;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.CardStatus;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.eligibility.ExpressRisk;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever is asked of an order, in whatever order and however often: the money and the cards stay right.
class OrderInvariantsTest {

    private static final int SEEDS = 4_000;
    private static final int COMMANDS = 60;

    private int disputes;

    private int takenBack;

    /// What is asked may depend on the order as it is then.
    private interface Step {

        OrderCommand in(Order now);
    }

    private record Ask(OrderCommand command) implements Step {

        @Override
        public OrderCommand in(Order now) {
            return command;
        }
    }

    /// Approves exactly what is held for the refund.
    private record Approve(String refundId) implements Step {

        @Override
        public OrderCommand in(Order now) {
            return Fixtures.approval(refundId, amountOf(refundId, now));
        }
    }

    /// The money that was approved arrives.
    ///
    /// @param at odd: the case says at no step that it is here and gone
    private record Arrive(String refundId, long at) implements Step {

        @Override
        public OrderCommand in(Order now) {
            return new SettleRefund(refundId, amountOf(refundId, now), at);
        }
    }

    private static Money amountOf(String refundId, Order now) {
        return now.hold(refundId).map(Hold::amount).orElse(Money.cny(1));
    }

    @Test
    void no_order_of_commands_and_duplicates_breaks_the_balance() {
        var paid = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var start = anOrder(random);
            var commands = IntStream.range(0, COMMANDS).mapToObj(_ -> step(random, start)).toList();
            var failure = failure(start, commands);
            if (failure != null) {
                var fewer = shrunk(start, commands);
                throw new AssertionError(
                        "Seed " + seed + ": " + fewer + " → " + failure(start, fewer), failure);
            }
            paid += run(start, commands).balance().refunded().isZero() ? 0 : 1;
        }
        assertThat(paid)
                .as("orders with a refund that was paid to the end, of %s", SEEDS)
                .isGreaterThanOrEqualTo(SEEDS / 10);
        assertThat(disputes).as("paid although used up on record").isPositive();
        assertThat(takenBack).as("taken back").isGreaterThanOrEqualTo(SEEDS / 20);
    }

    /// The commands without those that the failure does not need.
    private List<Step> shrunk(Order start, List<Step> commands) {
        var fewer = new ArrayList<>(commands);
        for (int i = fewer.size() - 1; i >= 0; i--) {
            var without = new ArrayList<>(fewer);
            without.remove(i);
            if (failure(start, without) != null) {
                fewer = without;
            }
        }
        return fewer;
    }

    private @Nullable Throwable failure(Order start, List<Step> commands) {
        try {
            var unused = run(start, commands);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    private Order run(Order start, List<Step> steps) {
        var order = start;
        var told = new ArrayList<OrderEvent>();
        var latest = new HashMap<String, Long>();
        for (var step : steps) {
            var command = step.in(order);
            var before = order;
            switch (OrderMachine.decide(order, command)) {
                case Decision.Accepted<Order, OrderEvent, OrderRefusal>(var after, var events) -> {
                    order = after;
                    told.addAll(events);
                    assertThat(OrderMachine.decide(order, command))
                            .as("the same again: %s", command)
                            .isNotInstanceOf(Decision.Accepted.class);
                    assertThat(order.cards())
                            .as("a dead code stays dead")
                            .filteredOn(c ->
                                    before.card(c.id()).orElseThrow().status() == CardStatus.VOIDED)
                            .allMatch(c -> c.status() == CardStatus.VOIDED);
                    switch (command) {
                        case SettleRefund s -> latest.merge(s.refundId(), s.step(), Math::max);
                        case ReverseRefund s -> latest.merge(s.refundId(), s.step(), Math::max);
                        default -> {}
                    }
                    if (command instanceof HoldForRefund) {
                        assertUntouchedInFull(before, after, events);
                    }
                    if (command instanceof VoidForPayout approval) {
                        assertThat(events)
                                .as("an approval is paid, stopped or declined: %s", approval)
                                .anyMatch(e ->
                                        e instanceof CardsVoided
                                                || e instanceof RefundStopped
                                                || e instanceof RefundHoldDeclined);
                    }
                }
                case Decision.AlreadyDone<Order, OrderEvent, OrderRefusal> _,
                        Decision.Refused<Order, OrderEvent, OrderRefusal> _ -> {}
            }
            check(start, order, told);
            checkWhereMoneyIs(order, latest);
        }
        takenBack += told.stream().anyMatch(RefundReversed.class::isInstance) ? 1 : 0;
        return order;
    }

    /// The latest step says where the money of a refund is, in whatever order the steps were told.
    private static void checkWhereMoneyIs(Order order, Map<String, Long> latest) {
        for (var hold : order.holds()) {
            assertThat(hold.state() == Hold.State.SETTLED)
                    .as("%s after %s", hold, latest)
                    .isEqualTo(latest.getOrDefault(hold.refundId(), 0L) % 2 == 1);
        }
    }

    /// R1: what is held covers the full price of every untouched card, or is all that the order has left.
    private static void assertUntouchedInFull(Order before, Order after, List<OrderEvent> events) {
        for (var event : events) {
            if (event instanceof RefundHeld held) {
                var prices =
                        after.cards().stream()
                                .filter(c -> held.cardIds().contains(new CardId(c.id())))
                                .map(c -> c.in(c.state().free()))
                                .filter(Card::isUntouched)
                                .mapToLong(c -> c.paidPrice().value())
                                .sum();
                assertThat(held.amount().value())
                        .isGreaterThanOrEqualTo(
                                Math.min(prices, before.balance().refundable().value()));
            }
        }
    }

    private void check(Order start, Order order, List<OrderEvent> told) {
        long held = 0;
        long refunded = 0;
        var frozen = new HashMap<String, String>();
        var voided = new HashSet<String>();
        for (var hold : order.holds()) {
            held += hold.reserves() ? hold.amount().value() : 0;
            refunded += hold.state() == Hold.State.SETTLED ? hold.amount().value() : 0;
            for (var card : hold.cardIds()) {
                switch (hold.state()) {
                    case HELD -> assertThat(frozen.put(card, hold.refundId())).isNull();
                    case VOIDED, SETTLED -> assertThat(voided.add(card)).isTrue();
                    case DECLINED, RELEASED -> {}
                }
            }
        }
        assertThat(order.balance().held().value()).isEqualTo(held);
        assertThat(order.balance().refunded().value()).isEqualTo(refunded);
        assertThat(held + refunded).isLessThanOrEqualTo(order.balance().paid().value());
        assertThat(order.balance().paid()).isEqualTo(start.balance().paid());
        for (var card : order.cards()) {
            assertThat(card.status() == CardStatus.FROZEN).isEqualTo(frozen.containsKey(card.id()));
            assertThat(card.status() == CardStatus.VOIDED).isEqualTo(voided.contains(card.id()));
            assertThat(card.remainingValue().isZero())
                    .isEqualTo(card.in(card.state().free()).status() == CardStatus.USED);
        }
        checkMoney(order, told);
    }

    /// Nobody is told to pay twice for a refund, or more than was paid for the order or for the cards.
    private void checkMoney(Order order, List<OrderEvent> told) {
        Map<String, Long> toPay = new HashMap<>();
        var cards = new HashSet<String>();
        for (var event : told) {
            if (event instanceof CardsVoided v) {
                assertThat(toPay.put(v.refundId().value(), v.amount().value())).isNull();
                long worth = 0;
                for (var id : v.cardIds()) {
                    assertThat(cards.add(id.value())).isTrue();
                    var card = order.card(id.value()).orElseThrow();
                    var disputed = card.remainingValue().isZero() || card.isUseClaimed();
                    worth += (disputed ? card.disputable() : card.refundable()).value();
                    disputes += disputed ? 1 : 0;
                }
                assertThat(v.amount().value()).isBetween(1L, worth);
            }
            if (event instanceof OrderRefunded r) {
                assertThat(toPay).containsEntry(r.refundId().value(), r.amount().value());
            }
        }
        assertThat(toPay.values().stream().mapToLong(Long::longValue).sum())
                .isLessThanOrEqualTo(order.balance().paid().value());
    }

    private static Order anOrder(Random random) {
        var quantity = 1 + random.nextInt(5);
        var price = 1 + random.nextInt(10_000);
        var other = 1 + random.nextInt(10_000);
        var paid = 1 + random.nextLong((long) quantity * price + other);
        return Fixtures.placed(
                Fixtures.aPurchase(
                        paid,
                        Fixtures.anItem("GAME_CARD", quantity, price, 1 + random.nextInt(20_000)),
                        Fixtures.anItem("ODD_ONE", 1, other, 100)));
    }

    private static Step step(Random random, Order order) {
        var refund = "rfd_" + random.nextInt(6);
        return switch (random.nextInt(7)) {
            case 0 -> new Approve(refund);
            case 1 -> new Arrive(refund, 1 + 2 * random.nextInt(5));
            case 2 -> new Ask(new ReverseRefund(refund, 2 + 2 * random.nextInt(5)));
            default -> new Ask(command(random, order, refund));
        };
    }

    private static OrderCommand command(Random random, Order order, String refund) {
        var amount = Money.cny(random.nextLong(order.balance().paid().value() + 2));
        return switch (random.nextInt(9)) {
            case 0 ->
                    Fixtures.ship(
                            random.nextBoolean() ? List.of() : shipped(random, order), at(random));
            case 1 -> told(random, order);
            case 2, 3, 4 ->
                    new HoldForRefund(
                            refund,
                            application(random, order),
                            random.nextInt(3) > 0 ? null : amount,
                            at(random),
                            ExpressRisk.values()[random.nextInt(ExpressRisk.values().length)],
                            checks(random, order),
                            null,
                            0);
            case 5 ->
                    new VoidForPayout(
                            refund,
                            amount,
                            checks(random, order),
                            1 + random.nextInt(9),
                            at(random),
                            0);
            case 6 -> Fixtures.approval(refund, Money.cny(1 + random.nextInt(3)));
            case 7 -> new SettleRefund(refund, Money.cny(1 + random.nextInt(3)), 1);
            default -> new ReleaseHold(refund);
        };
    }

    /// By the storefront or by the merchant.
    private static OrderCommand told(Random random, Order order) {
        var card = card(random, order);
        var left = Money.cny(random.nextInt(3) == 0 ? 0 : random.nextInt(10_000));
        return random.nextBoolean()
                ? Fixtures.usage(card, left, at(random))
                : Fixtures.claim(card, left, at(random), at(random));
    }

    /// Mostly the supplier doesn't know.
    private static List<OrderCommand.CardCheck> checks(Random random, Order order) {
        return random.nextInt(4) > 0
                ? List.of()
                : List.of(
                        Fixtures.check(
                                card(random, order),
                                Money.cny(random.nextInt(20_000)),
                                at(random)));
    }

    private static List<ShippedCard> shipped(Random random, Order order) {
        return List.of(new ShippedCard(card(random, order), "CODE-" + random.nextInt()));
    }

    private static Application application(Random random, Order order) {
        var reasons = RefundReason.values();
        var cards =
                IntStream.range(0, random.nextInt(4)).mapToObj(_ -> card(random, order)).toList();
        return new Application(
                reasons[random.nextInt(reasons.length)], cards, random.nextBoolean(), at(random));
    }

    private static String card(Random random, Order order) {
        return random.nextInt(20) == 0
                ? "crd_foreign"
                : order.cards().get(random.nextInt(order.cards().size())).id();
    }

    private static Instant at(Random random) {
        return PLACED.plusSeconds(random.nextInt(3_600) - 60);
    }
}
