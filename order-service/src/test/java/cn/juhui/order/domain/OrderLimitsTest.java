package cn.juhui.order.domain;

import static cn.juhui.order.domain.Fixtures.SHIPPED;
import static cn.juhui.order.domain.Fixtures.aPurchase;
import static cn.juhui.order.domain.Fixtures.aShippedOrderOf;
import static cn.juhui.order.domain.Fixtures.accepted;
import static cn.juhui.order.domain.Fixtures.after;
import static cn.juhui.order.domain.Fixtures.bySupport;
import static cn.juhui.order.domain.Fixtures.cardIds;
import static cn.juhui.order.domain.Fixtures.hold;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.OrderCommand.ReleaseHold;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.CardStatus;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.policy.DefaultPolicies;
import cn.juhui.order.domain.policy.RefundPolicy;
import cn.juhui.order.domain.purchase.OrderItem;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is told of an order, and asked of it, has an end.
class OrderLimitsTest {

    private static final int FOUR_MIB = 4 << 20;

    /// What stands around an event in a history: ids, hash, actor, trace.
    private static final int AROUND_AN_ENTRY = 600;

    private static final String PROOF = "证".repeat(200);

    private static OrderCommand told(String card, long remaining, FactSource source) {
        return new OrderCommand.ReportUsage(
                card,
                Money.cny(remaining),
                "用".repeat(500),
                new Provenance(source, "m".repeat(100), SHIPPED, SHIPPED, PROOF));
    }

    private static OrderCommand byMerchant(String card, long remaining) {
        return told(card, remaining, FactSource.MERCHANT);
    }

    private static void assertExhausted(Order order, OrderCommand command) {
        assertThat(OrderMachine.decide(order, command))
                .isEqualTo(Decision.refused(OrderRefusal.USE_REPORTS_EXHAUSTED));
    }

    @Test
    void a_merchant_reports_fifty_uses_of_a_card_a_neutral_source_as_many_again_and_both_its_end() {
        var order = aShippedOrderOf(1);
        var card = cardIds(order).getFirst();
        long left = 10_000;
        for (int n = 0; n < Card.MOST_REPORTS; n++) {
            order = after(order, byMerchant(card, --left));
        }
        assertExhausted(order, byMerchant(card, left - 1));
        assertThat(after(order, byMerchant(card, 0)).cards().getFirst().status())
                .isEqualTo(CardStatus.USED);
        for (int n = 0; n < Card.MOST_REPORTS; n++) {
            order = after(order, told(card, --left, FactSource.STOREFRONT));
        }
        assertExhausted(order, told(card, left - 1, FactSource.STOREFRONT));
        assertThat(after(order, told(card, 0, FactSource.STOREFRONT)).cards().getFirst().status())
                .isEqualTo(CardStatus.USED);
    }

    @Test
    void an_order_that_came_to_nothing_two_hundred_times_is_applied_for_no_more_by_anybody() {
        var order = aShippedOrderOf(1);
        var card = cardIds(order).getFirst();
        for (int n = 0; n < OrderLimits.MOST_HOLDS; n++) {
            var id = "rfd_" + n;
            order =
                    after(
                            order,
                            hold(id, bySupport(RefundReason.UNUSED, card), null),
                            new ReleaseHold(id));
        }
        var answer = Fixtures.assess(order, bySupport(RefundReason.UNUSED, card));
        assertThat(answer.eligible()).isFalse();
        assertThat(answer.blocking())
                .extracting(RuleOutcome::code)
                .containsExactly("ORDER_APPLICATIONS_EXHAUSTED");
    }

    /// Of a hundred categories, each with a policy in the longest words.
    private static Order ofAHundredCategories() {
        var items =
                IntStream.range(0, 100)
                        .mapToObj(n ->
                                new OrderItem(
                                        "s".repeat(100),
                                        "卡".repeat(200),
                                        "C" + "A".repeat(36) + "%03d".formatted(n),
                                        1,
                                        Money.cny(9_500),
                                        Money.cny(10_000),
                                        null))
                        .toArray(OrderItem[]::new);
        var order = Fixtures.placed(aPurchase(950_000, items), OrderLimitsTest::longest);
        return after(order, Fixtures.ship(List.of(), SHIPPED));
    }

    private static RefundPolicy longest(String category) {
        var usual = DefaultPolicies.of(category);
        return new RefundPolicy(
                category,
                9_999,
                usual.selfServiceWindow(),
                usual.reviewDeadline(),
                usual.expressReviewDeadline(),
                usual.onMerchantSilence(),
                usual.silenceGrace(),
                usual.urgeInterval(),
                usual.evidenceDeadline(),
                usual.appealWindow(),
                usual.appealRounds(),
                usual.requiredEvidence(),
                usual.express(),
                20,
                usual.caseLimits(),
                List.of(),
                "𠮷".repeat(2_000));
    }

    /// A hundred cards of as many categories, in refunds with the longest claims, spent from in the smallest steps.
    @Test
    void an_order_with_every_limit_exhausted_is_below_four_mib() {
        var story = new Story(ofAHundredCategories());
        var ids = cardIds(story.order);
        long left = 10_000;
        for (int n = 0; n < 2 * OrderLimits.MOST_REPORTS; n++) {
            var source = n < OrderLimits.MOST_REPORTS ? FactSource.MERCHANT : FactSource.STOREFRONT;
            if (n % ids.size() == 0) {
                left--;
            }
            story.then(told(ids.get(n % ids.size()), left, source));
        }
        int claims = 0;
        for (int n = 0; !OrderLimits.applicationsExhausted(story.order); n++) {
            var id = "rfd_%032d".formatted(n);
            var some = n < 150 ? List.of(ids.get(n % 100)) : ids;
            story.then(
                    hold(
                            id,
                            new Application(
                                    RefundReason.PARTIALLY_USED,
                                    some,
                                    true,
                                    SHIPPED.plusSeconds(1)),
                            null));
            for (int c = 0;
                    c < Hold.MOST_CLAIMS && claims < OrderLimits.MOST_CLAIMS;
                    c++, claims++) {
                story.then(byMerchant(some.getFirst(), c));
            }
            story.then(new ReleaseHold(id));
        }
        assertThat(claims).isEqualTo(OrderLimits.MOST_CLAIMS);
        assertThat(story.events).hasSizeGreaterThan(900);
        assertThat(story.bytes()).isLessThan(FOUR_MIB);
    }

    private static final class Story {
        private Order order;
        private final List<OrderEvent> events = new ArrayList<>();

        Story(Order order) {
            this.order = order;
        }

        void then(OrderCommand command) {
            var yes = accepted(OrderMachine.decide(order, command));
            order = yes.aggregate();
            events.addAll(yes.events());
        }

        long bytes() {
            return StateMapper.toJson(order).length
                    + events.stream()
                            .mapToLong(e -> StateMapper.toJson(e).length + AROUND_AN_ENTRY)
                            .sum();
        }
    }
}
