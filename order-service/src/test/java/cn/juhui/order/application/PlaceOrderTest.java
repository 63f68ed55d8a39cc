package cn.juhui.order.application;

import static cn.juhui.order.domain.Fixtures.aPurchase;
import static cn.juhui.order.domain.Fixtures.anItem;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.application.policy.SetMerchantOverride;
import cn.juhui.order.application.policy.SetPolicy;
import cn.juhui.order.domain.express.ExpressLimits;
import cn.juhui.order.domain.express.ExpressTerms;
import cn.juhui.order.domain.policy.DefaultPolicies;
import cn.juhui.order.domain.policy.MerchantOverride;
import cn.juhui.order.domain.policy.RefundPolicy;
import cn.juhui.order.domain.purchase.OrderItem;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Versions;
import cn.juhui.platform.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlaceOrderTest {

    private static final OrderItem ITEM = anItem("GAME_CARD", 1, 9_500, 10_000);
    private static final Actor OPERATOR = new Actor(Role.OPERATOR, "op");

    private final Memory memory = new Memory();

    private PlaceOrder.Answer place(String orderNo, long paid, String id) {
        return memory.placeOrder.place(aPurchase(orderNo, paid, ITEM), id, Memory.CAUSE);
    }

    private static RefundPolicy policyOfTenYuan() {
        var policy = DefaultPolicies.of("GAME_CARD");
        return new RefundPolicy(
                policy.category(),
                policy.version(),
                policy.selfServiceWindow(),
                policy.reviewDeadline(),
                policy.expressReviewDeadline(),
                policy.onMerchantSilence(),
                policy.silenceGrace(),
                policy.urgeInterval(),
                policy.evidenceDeadline(),
                policy.appealWindow(),
                policy.appealRounds(),
                policy.requiredEvidence(),
                new ExpressTerms(true, Money.cny(10_00), ExpressLimits.DEFAULT),
                policy.maxApplications(),
                policy.caseLimits(),
                policy.merchantOverrides(),
                "特别说明");
    }

    @Nested
    class The_number_of_an_order {

        @Test
        void is_given_once_and_the_same_order_again_is_the_one_that_is_there() {
            var id = Ids.next("ord");
            assertThat(place("A", 9_500, id)).isInstanceOf(PlaceOrder.Answer.Created.class);

            assertThat(place("A", 9_500, Ids.next("ord")))
                    .isInstanceOfSatisfying(
                            PlaceOrder.Answer.AlreadyThere.class,
                            there -> assertThat(there.order().id()).isEqualTo(id));
            assertThat(place("A", 9_400, Ids.next("ord")))
                    .isEqualTo(new PlaceOrder.Answer.NumberTaken(id));
            assertThat(memory.orders.told()).hasSize(1);
        }

        @Test
        void that_a_crash_left_without_an_order_is_filled_by_the_next_try() {
            var first = Ids.next("ord");
            memory.claim("storefront", "B", first);

            assertThat(place("B", 9_500, Ids.next("ord")))
                    .isInstanceOfSatisfying(
                            PlaceOrder.Answer.Created.class,
                            created -> assertThat(created.order().id()).isEqualTo(first));
        }

        @Test
        void answers_a_retry_of_the_same_operation_as_the_first_time() {
            var id = Ids.next("ord");

            assertThat(place("C", 9_500, id)).isEqualTo(place("C", 9_500, id));
        }
    }

    private static Cause request(@Nullable Long expectedVersion) {
        return new Cause(
                OPERATOR,
                "http:" + UUID.randomUUID(),
                null,
                null,
                expectedVersion == null ? null : Versions.of(expectedVersion));
    }

    @Nested
    class The_policy_of_an_order {

        @Test
        void is_the_one_that_was_shown_when_it_was_placed_whenever_it_is_fed_in() {
            memory.clock.advance(Duration.ofHours(1));
            assertThat(memory.setPolicy.set(policyOfTenYuan(), request(1L)))
                    .isInstanceOfSatisfying(
                            SetPolicy.Answer.Holds.class,
                            holds -> assertThat(holds.version().policy().version()).isEqualTo(2));

            assertThat(place("D", 9_500, Ids.next("ord")))
                    .isInstanceOfSatisfying(
                            PlaceOrder.Answer.Created.class,
                            created ->
                                    assertThat(created.order().aggregate().policies())
                                            .hasEntrySatisfying(
                                                    "GAME_CARD",
                                                    p -> assertThat(p.version()).isEqualTo(1)));
            assertThat(memory.book.shown("GAME_CARD", "mer_1", memory.clock.instant()).version())
                    .isEqualTo(2);
        }

        @Test
        void changes_once_for_a_request_however_often_it_comes() {
            var one = request(1L);
            memory.setPolicy.set(policyOfTenYuan(), one);
            var other = DefaultPolicies.of("GAME_CARD");
            memory.setPolicy.set(other, request(2L));

            assertThat(memory.setPolicy.set(policyOfTenYuan(), one))
                    .isEqualTo(new SetPolicy.Answer.Holds(memory.book.current("GAME_CARD")));
            assertThat(memory.book.current("GAME_CARD").policy()).isEqualTo(other.withVersion(3));

            var promise = new MerchantOverride("mer_1", true, Duration.ofHours(1), null, null);
            var promised = request(0L);
            memory.setOverride.set("GAME_CARD", promise, promised);
            assertThat(memory.setOverride.set("GAME_CARD", promise, promised))
                    .isEqualTo(
                            new SetMerchantOverride.Answer.Holds(
                                    memory.book.promised("GAME_CARD", "mer_1")));
        }

        private Duration windowAt(Instant then) {
            return memory.book.shown("GAME_CARD", "mer_1", then).selfServiceWindow();
        }

        @Test
        void has_in_it_what_its_merchant_promised_when_it_was_placed() {
            var promise = new MerchantOverride("mer_1", true, Duration.ofHours(1), null, null);
            assertThat(memory.setOverride.set("GAME_CARD", promise, request(1L)))
                    .isEqualTo(new SetMerchantOverride.Answer.Stale(0));
            memory.setOverride.set("GAME_CARD", promise, request(0L));
            memory.clock.advance(Duration.ofHours(1));
            var later = new MerchantOverride("mer_1", false, Duration.ofHours(9), null, null);
            assertThat(memory.setOverride.set("GAME_CARD", later, request(null)))
                    .isInstanceOfSatisfying(
                            SetMerchantOverride.Answer.Holds.class,
                            holds -> assertThat(holds.version().version()).isEqualTo(2));

            var now = memory.clock.instant();
            assertThat(windowAt(now.minus(Duration.ofMinutes(61))))
                    .isEqualTo(Duration.ofMinutes(15));
            assertThat(windowAt(now.minus(Duration.ofMinutes(59)))).isEqualTo(Duration.ofHours(1));
            assertThat(windowAt(now)).isEqualTo(Duration.ofHours(9));
            assertThat(memory.book.shown("GAME_CARD", "mer_2", memory.clock.instant()))
                    .isEqualTo(DefaultPolicies.of("GAME_CARD"));
        }

        @Test
        void changes_only_for_who_saw_the_current_one_and_not_by_saying_the_same() {
            assertThat(memory.setPolicy.set(policyOfTenYuan(), request(7L)))
                    .isEqualTo(new SetPolicy.Answer.Stale(1));
            memory.setPolicy.set(policyOfTenYuan(), request(null));

            assertThat(memory.setPolicy.set(policyOfTenYuan(), request(null)))
                    .isEqualTo(new SetPolicy.Answer.Holds(memory.book.current("GAME_CARD")));
            assertThat(memory.book.current("GAME_CARD").policy().version()).isEqualTo(2);
        }
    }
}
