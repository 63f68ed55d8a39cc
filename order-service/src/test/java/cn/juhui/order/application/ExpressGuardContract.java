package cn.juhui.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.application.ExpressGuard.Wish;
import cn.juhui.order.application.OrderQueries.Share;
import cn.juhui.order.application.express.ExpressUses;
import cn.juhui.order.domain.Fixtures;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.eligibility.ExpressRisk;
import cn.juhui.order.domain.express.ExpressBlock;
import cn.juhui.order.domain.express.ExpressLimits;
import cn.juhui.order.domain.express.ExpressUse;
import cn.juhui.order.domain.express.Party;
import cn.juhui.order.domain.purchase.Purchase;
import cn.juhui.platform.journal.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What holds of the risk limits, wherever they are counted.
public abstract class ExpressGuardContract {

    private static final Instant NOON = Instant.parse("2026-03-02T12:30:00Z");
    private static final Money PRICE = Money.cny(100);

    private final Purchase purchase =
            Fixtures.aPurchase(100, Fixtures.anItem("GAME_CARD", 1, 100, 100));
    private final MemoryBlocks blocks = new MemoryBlocks();
    private final MemoryShares shares = new MemoryShares();

    /// A new door to the same counters, as another process has it.
    protected abstract ExpressUses uses();

    private ExpressGuard guard() {
        return new ExpressGuard(uses(), blocks, shares);
    }

    private Wish wish(String refundId, ExpressLimits limits) {
        return new Wish(refundId, purchase, PRICE, List.of(limits));
    }

    private static ExpressLimits limits(int customer, long customerAmount, int merchant) {
        return new ExpressLimits(
                Duration.ofHours(24),
                customer,
                Money.cny(customerAmount),
                merchant,
                Money.cny(1_000_000),
                50);
    }

    @Test
    void the_one_above_the_count_or_the_sum_is_not_clear() {
        var byCount = limits(2, 1_000_000, 100);
        var guard = guard();
        assertThat(guard.count(wish("rfd_1", byCount), NOON)).isEqualTo(ExpressRisk.CLEAR);
        assertThat(guard.count(wish("rfd_2", byCount), NOON)).isEqualTo(ExpressRisk.CLEAR);

        assertThat(guard.ask(wish("rfd_3", byCount), NOON)).isEqualTo(ExpressRisk.CUSTOMER_LIMIT);
        assertThat(guard.count(wish("rfd_3", byCount), NOON)).isEqualTo(ExpressRisk.CUSTOMER_LIMIT);
        assertThat(guard.count(wish("rfd_3", limits(9, 299, 100)), NOON))
                .isEqualTo(ExpressRisk.CUSTOMER_LIMIT);
        assertThat(guard.count(wish("rfd_3", limits(9, 300, 100)), NOON))
                .isEqualTo(ExpressRisk.CLEAR);
    }

    @Test
    void what_the_merchants_limit_stops_does_not_count_for_the_customer() {
        var guard = guard();
        assertThat(guard.count(wish("rfd_1", limits(2, 9_999, 1)), NOON))
                .isEqualTo(ExpressRisk.CLEAR);
        for (int i = 2; i < 9; i++) {
            assertThat(guard.count(wish("rfd_" + i, limits(2, 9_999, 1)), NOON))
                    .isEqualTo(ExpressRisk.MERCHANT_LIMIT);
        }

        assertThat(guard.count(wish("rfd_9", limits(2, 9_999, 2)), NOON))
                .isEqualTo(ExpressRisk.CLEAR);
    }

    @Test
    void who_tries_again_after_a_crash_is_counted_once_and_what_was_taken_back_is_not() {
        var limits = limits(2, 9_999, 9);
        for (int i = 0; i < 5; i++) {
            assertThat(guard().count(wish("rfd_1", limits), NOON)).isEqualTo(ExpressRisk.CLEAR);
        }
        guard().count(wish("rfd_2", limits), NOON);
        guard().takeBack(wish("rfd_2", limits));
        guard().takeBack(wish("rfd_2", limits));

        assertThat(guard().count(wish("rfd_3", limits), NOON)).isEqualTo(ExpressRisk.CLEAR);
        assertThat(guard().count(wish("rfd_4", limits), NOON))
                .isEqualTo(ExpressRisk.CUSTOMER_LIMIT);
    }

    @Test
    void the_window_slides() {
        var limits = limits(1, 9_999, 9);
        var guard = guard();
        guard.count(wish("rfd_1", limits), NOON);

        var nearly = NOON.plus(Duration.ofHours(24));
        assertThat(guard.ask(wish("rfd_2", limits), nearly)).isEqualTo(ExpressRisk.CUSTOMER_LIMIT);
        assertThat(guard.count(wish("rfd_2", limits), nearly.plus(Duration.ofHours(1))))
                .isEqualTo(ExpressRisk.CLEAR);
    }

    @Test
    void many_at_once_from_two_processes_pass_no_limit_together() throws Exception {
        var limits = limits(7, 1_000_000, 100);
        var one = guard();
        var other = guard();
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked =
                    crowd.invokeAll(
                            IntStream.range(0, 60)
                                    .<Callable<ExpressRisk>>mapToObj(i ->
                                            () ->
                                                    (i % 2 == 0 ? one : other)
                                                            .count(wish("rfd_" + i, limits), NOON))
                                    .toList());
            var clear = 0;
            for (var risk : asked) {
                clear += risk.get() == ExpressRisk.CLEAR ? 1 : 0;
            }
            assertThat(clear).isEqualTo(7);
        }
        assertThat(use(Party.merchant(purchase.merchantId())).within(limits.window(), NOON))
                .satisfies(sum -> assertThat(sum.refunds()).isEqualTo(7));
    }

    private ExpressUse use(Party party) {
        return uses().of(List.of(party)).getOrDefault(party, ExpressUse.NOTHING);
    }

    @Test
    void a_counter_stays_small_however_much_is_counted() {
        var limits = limits(1_000, 1_000_000, 1_000);
        var guard = guard();
        for (int i = 0; i < 300; i++) {
            var wish = wish("rfd_" + i, limits);
            var at = NOON.plus(Duration.ofHours(i));
            assertThat(guard.count(wish, at)).isEqualTo(ExpressRisk.CLEAR);
            guard.forget(wish);
        }

        var use = use(Party.customer(purchase.customerId()));
        assertThat(use.hours()).hasSizeLessThanOrEqualTo(7 * 24 + 1);
        assertThat(use.open()).hasSize(1);
    }

    @Test
    void who_is_blocked_or_had_too_many_orders_refunded_is_not_clear() {
        var limits = limits(9, 9_999, 9);
        var guard = guard();
        var operator = new Actor(Role.OPERATOR, "op");
        var customer = Party.customer(purchase.customerId());
        var tonight = NOON.plus(Duration.ofHours(9));
        blocks.add(
                customer, new ExpressBlock.Decided(true, "羊毛党", operator, NOON, tonight, "http:1"));
        assertThat(guard.count(wish("rfd_1", limits), NOON)).isEqualTo(ExpressRisk.BLOCKED);
        assertThat(guard.count(wish("rfd_1", limits), tonight)).isEqualTo(ExpressRisk.CLEAR);
        blocks.add(customer, new ExpressBlock.Decided(false, "查清", operator, NOON, null, "http:2"));
        assertThat(guard.ask(wish("rfd_2", limits), NOON)).isEqualTo(ExpressRisk.CLEAR);

        shares.share = new Share(9, 9);
        assertThat(guard.ask(wish("rfd_2", limits), NOON)).isEqualTo(ExpressRisk.CLEAR);
        shares.share = new Share(10, 5);
        assertThat(guard.ask(wish("rfd_2", limits), NOON)).isEqualTo(ExpressRisk.CLEAR);
        shares.share = new Share(10, 6);
        assertThat(guard.ask(wish("rfd_2", limits), NOON)).isEqualTo(ExpressRisk.REFUNDED_SHARE);
    }

    /// Shares as the test says them; lists nothing.
    private static final class MemoryShares implements OrderQueries {

        private Share share = new Share(0, 0);

        @Override
        public List<Stored<Order>> list(OrderFilter filter, Position after, int limit) {
            return List.of();
        }

        @Override
        public Share latest(Party party, int limit) {
            return share;
        }
    }
}
