package cn.juhui.order.domain;

import static cn.juhui.order.domain.Fixtures.PLACED;
import static cn.juhui.order.domain.Fixtures.SHIPPED;
import static cn.juhui.order.domain.Fixtures.aPurchase;
import static cn.juhui.order.domain.Fixtures.aShippedOrderOf;
import static cn.juhui.order.domain.Fixtures.after;
import static cn.juhui.order.domain.Fixtures.anItem;
import static cn.juhui.order.domain.Fixtures.anOrderOf;
import static cn.juhui.order.domain.Fixtures.anOrderPartlyUsed;
import static cn.juhui.order.domain.Fixtures.bySupport;
import static cn.juhui.order.domain.Fixtures.byTheCustomer;
import static cn.juhui.order.domain.Fixtures.cardIds;
import static cn.juhui.order.domain.Fixtures.codes;
import static cn.juhui.order.domain.Fixtures.hold;
import static cn.juhui.order.domain.Fixtures.placed;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.EvidenceKind;
import cn.juhui.contracts.EvidenceNeed;
import cn.juhui.contracts.Money;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.order.domain.OrderCommand.ReportUsage;
import cn.juhui.order.domain.OrderCommand.Ship;
import cn.juhui.order.domain.OrderCommand.VoidForPayout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefundRulesTest {

    private static Eligibility at(Order order, RefundReason reason, Instant at) {
        return RefundRules.assess(order, new Application(reason, List.of(), false, at));
    }

    @Nested
    class R1_unused {

        @Test
        void a_card_that_was_not_delivered_or_not_used_gives_its_full_price() {
            for (var order : List.of(anOrderOf(2), aShippedOrderOf(2))) {
                var answer = RefundRules.assess(order, byTheCustomer(RefundReason.UNUSED));

                assertThat(answer.eligible()).isTrue();
                assertThat(answer.maxAmount()).isEqualTo(Money.cny(19_000));
                assertThat(answer.arithmetic()).hasSize(2);
                assertThat(codes(answer)).contains("R1 CARD_UNUSED", "R10 POLICY_FROZEN");
            }
        }

        @Test
        void a_card_of_another_order_is_none_of_this_one() {
            var answer =
                    RefundRules.assess(
                            anOrderOf(1), byTheCustomer(RefundReason.UNUSED, "crd_foreign"));

            assertThat(answer.eligible()).isFalse();
            assertThat(answer.route()).isEqualTo(RefundRoute.NONE);
            assertThat(codes(answer)).contains("R1 CARD_NOT_IN_ORDER");
        }
    }

    @Nested
    class R2_order_info_error {

        @Test
        void it_counts_only_while_nothing_was_shipped() {
            var before =
                    RefundRules.assess(anOrderOf(1), byTheCustomer(RefundReason.ORDER_INFO_ERROR));
            var after =
                    RefundRules.assess(
                            aShippedOrderOf(1), byTheCustomer(RefundReason.ORDER_INFO_ERROR));

            assertThat(before.eligible()).isTrue();
            assertThat(before.requiredEvidence())
                    .containsExactly(new EvidenceNeed(EvidenceKind.CORRECT_INFO, 1));
            assertThat(codes(after)).contains("R2 ALREADY_SHIPPED");
            assertThat(after.eligible()).isFalse();
            assertThat(after.maxAmount().isZero()).isTrue();
        }
    }

    @Nested
    class R3_merchants_fault {

        @Test
        void an_invalid_code_gives_the_full_price_with_evidence_after_a_review() {
            var answer =
                    RefundRules.assess(
                            aShippedOrderOf(1), byTheCustomer(RefundReason.CARD_INVALID));

            assertThat(answer.eligible()).isTrue();
            assertThat(answer.route()).isEqualTo(RefundRoute.MERCHANT_REVIEW);
            assertThat(answer.maxAmount()).isEqualTo(Money.cny(9_500));
            assertThat(answer.requiredEvidence())
                    .containsExactly(new EvidenceNeed(EvidenceKind.INVALID_CARD, 1));
        }

        @Test
        void what_was_not_delivered_is_not_invalid() {
            var answer = RefundRules.assess(anOrderOf(1), byTheCustomer(RefundReason.CARD_INVALID));

            assertThat(codes(answer)).contains("R3 NOT_DELIVERED_YET");
        }

        @Test
        void a_delivery_is_late_after_its_promise_whether_it_came_or_not() {
            var promised = PLACED.plus(Duration.ofMinutes(30));
            var waiting = anOrderOf(1);
            assertThat(codes(at(waiting, RefundReason.DELIVERY_LATE, promised)))
                    .contains("R3 NOT_LATE");
            assertThat(at(waiting, RefundReason.DELIVERY_LATE, promised.plusMillis(1)).eligible())
                    .isTrue();
            var late = after(waiting, new Ship(List.of(), promised.plusSeconds(1)));
            assertThat(at(late, RefundReason.DELIVERY_LATE, promised.plusSeconds(2)).eligible())
                    .isTrue();
        }
    }

    @Nested
    class R4_activated_or_partly_used {

        @ParameterizedTest
        @EnumSource
        void no_claim_gives_more_than_the_remaining_value(RefundReason reason) {
            var answer = RefundRules.assess(anOrderPartlyUsed(), bySupport(reason));

            assertThat(answer.maxAmount().value()).isLessThanOrEqualTo(2_850);
            assertThat(answer.arithmetic()).allMatch(line -> line.refundable().value() <= 2_850);
            assertThat(answer.route()).isNotEqualTo(RefundRoute.EXPRESS);
        }

        @Test
        void the_customer_asks_for_the_rest_with_proof() {
            var answer =
                    RefundRules.assess(
                            anOrderPartlyUsed(), byTheCustomer(RefundReason.PARTIALLY_USED));

            assertThat(answer.eligible()).isTrue();
            assertThat(answer.route()).isEqualTo(RefundRoute.MERCHANT_REVIEW);
            assertThat(answer.maxAmount()).isEqualTo(Money.cny(2_850));
            assertThat(codes(answer)).contains("R4 REMAINING_VALUE_ONLY");
            assertThat(answer.requiredEvidence())
                    .containsExactly(new EvidenceNeed(EvidenceKind.REMAINING_VALUE, 1));
        }

        @Test
        void the_remaining_value_is_rounded_down_to_the_fen() {
            var order =
                    after(
                            placed(aPurchase(999, anItem("GAME_CARD", 1, 1_000, 1_000))),
                            new Ship(List.of(), SHIPPED));
            var used =
                    after(
                            order,
                            new ReportUsage(cardIds(order).getFirst(), Money.cny(333), SHIPPED));

            assertThat(
                            RefundRules.assess(used, byTheCustomer(RefundReason.PARTIALLY_USED))
                                    .maxAmount())
                    .isEqualTo(Money.cny(332));
        }

        @Test
        void a_used_card_gives_nothing_and_an_unused_one_is_no_partly_used_one() {
            var order = aShippedOrderOf(1);
            var used =
                    after(order, new ReportUsage(cardIds(order).getFirst(), Money.cny(0), SHIPPED));

            assertThat(codes(RefundRules.assess(used, byTheCustomer(RefundReason.PARTIALLY_USED))))
                    .contains("R4 NOTHING_REMAINS");
            assertThat(codes(RefundRules.assess(order, byTheCustomer(RefundReason.PARTIALLY_USED))))
                    .contains("R4 CARD_NOT_USED");
        }
    }

    @Nested
    class R5_self_service {

        private final Instant end = SHIPPED.plus(Duration.ofMinutes(15));

        @Test
        void the_customer_may_apply_alone_until_the_window_ends() {
            var order = aShippedOrderOf(1);

            assertThat(at(order, RefundReason.UNUSED, end).eligible()).isTrue();
            var late = at(order, RefundReason.UNUSED, end.plusMillis(1));
            assertThat(late.eligible()).isFalse();
            assertThat(late.route()).isEqualTo(RefundRoute.AGENT);
            assertThat(late.windowEndsAt()).isEqualTo(end);
            assertThat(codes(late)).contains("R5 CONTACT_SUPPORT");
        }

        @Test
        void an_agent_may_still_open_the_case() {
            var answer =
                    RefundRules.assess(
                            aShippedOrderOf(1),
                            new Application(
                                    RefundReason.UNUSED, List.of(), true, end.plusMillis(1)));

            assertThat(answer.eligible()).isTrue();
            assertThat(answer.route()).isEqualTo(RefundRoute.AGENT);
            assertThat(codes(answer)).contains("R5 OPENED_BY_SUPPORT");
        }

        @Test
        void a_card_that_was_activated_needs_an_agent_for_any_other_reason() {
            var answer =
                    RefundRules.assess(anOrderPartlyUsed(), byTheCustomer(RefundReason.UNUSED));

            assertThat(answer.eligible()).isFalse();
            assertThat(answer.route()).isEqualTo(RefundRoute.AGENT);
            assertThat(codes(answer)).contains("R5 CARD_ACTIVATED");
        }

        @Test
        void no_clock_runs_before_the_shipment() {
            var answer = at(anOrderOf(1), RefundReason.UNUSED, PLACED.plus(Duration.ofDays(400)));

            assertThat(answer.eligible()).isTrue();
            assertThat(answer.windowEndsAt()).isNull();
        }
    }

    @Nested
    class R7_and_R8_cards {

        @Test
        void a_frozen_card_is_in_an_open_refund_and_a_voided_one_is_gone() {
            var order = aShippedOrderOf(2);
            var first = cardIds(order).getFirst();
            var frozen = after(order, hold("rfd_1", null, first));
            var voided = after(frozen, new VoidForPayout("rfd_1", Money.cny(9_500)));

            assertThat(codes(RefundRules.assess(frozen, byTheCustomer(RefundReason.UNUSED))))
                    .contains("R7 CARD_IN_OPEN_REFUND");
            assertThat(codes(RefundRules.assess(voided, byTheCustomer(RefundReason.UNUSED, first))))
                    .contains("R8 CARD_VOIDED");
            var others = RefundRules.assess(voided, byTheCustomer(RefundReason.UNUSED));
            assertThat(others.eligible()).isTrue();
            assertThat(others.cardIds()).containsExactly(cardIds(order).getLast());
        }
    }

    @Nested
    class R9_express {

        @Test
        void an_unused_order_sold_as_express_refundable_is_decided_at_once() {
            assertThat(RefundRules.assess(anOrderOf(2), byTheCustomer(RefundReason.UNUSED)).route())
                    .isEqualTo(RefundRoute.EXPRESS);
        }

        @Test
        void an_amount_above_the_limit_is_reviewed() {
            var answer = RefundRules.assess(anOrderOf(6), byTheCustomer(RefundReason.UNUSED));

            assertThat(answer.route()).isEqualTo(RefundRoute.MERCHANT_REVIEW);
            assertThat(codes(answer)).contains("R9 EXPRESS_ABOVE_LIMIT");
        }

        @Test
        void a_claim_that_needs_a_look_is_reviewed() {
            var answer = RefundRules.assess(anOrderOf(1), byTheCustomer(RefundReason.OTHER));

            assertThat(answer.route()).isEqualTo(RefundRoute.MERCHANT_REVIEW);
            assertThat(codes(answer)).contains("R9 EXPRESS_NEEDS_REVIEW");
        }
    }
}
