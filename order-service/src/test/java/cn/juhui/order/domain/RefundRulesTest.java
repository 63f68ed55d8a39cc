package cn.juhui.order.domain;

import static cn.juhui.order.domain.Fixtures.PLACED;
import static cn.juhui.order.domain.Fixtures.SHIPPED;
import static cn.juhui.order.domain.Fixtures.aPurchase;
import static cn.juhui.order.domain.Fixtures.aShippedOrderOf;
import static cn.juhui.order.domain.Fixtures.accepted;
import static cn.juhui.order.domain.Fixtures.after;
import static cn.juhui.order.domain.Fixtures.anItem;
import static cn.juhui.order.domain.Fixtures.anOrderOf;
import static cn.juhui.order.domain.Fixtures.anOrderPartlyUsed;
import static cn.juhui.order.domain.Fixtures.assess;
import static cn.juhui.order.domain.Fixtures.bySupport;
import static cn.juhui.order.domain.Fixtures.byTheCustomer;
import static cn.juhui.order.domain.Fixtures.cardIds;
import static cn.juhui.order.domain.Fixtures.codes;
import static cn.juhui.order.domain.Fixtures.hold;
import static cn.juhui.order.domain.Fixtures.placed;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.order.domain.OrderCommand.HoldForRefund;
import cn.juhui.order.domain.OrderCommand.ReleaseHold;
import cn.juhui.order.domain.card.CardStatus;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.eligibility.Eligibility;
import cn.juhui.order.domain.eligibility.ExpressRisk;
import cn.juhui.order.domain.policy.DefaultPolicies;
import cn.juhui.order.domain.policy.RefundPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefundRulesTest {

    private static Eligibility at(Order order, RefundReason reason, Instant at) {
        return assess(order, new Application(reason, List.of(), false, at));
    }

    @Nested
    class R1_unused {

        @Test
        void a_card_that_was_not_delivered_or_not_used_gives_its_full_price() {
            for (var order : List.of(anOrderOf(2), aShippedOrderOf(2))) {
                var answer = assess(order, byTheCustomer(RefundReason.UNUSED));

                assertThat(answer.eligible()).isTrue();
                assertThat(answer.maxAmount()).isEqualTo(Money.cny(19_000));
                assertThat(answer.arithmetic()).hasSize(2);
                assertThat(codes(answer)).contains("R1 CARD_UNUSED", "R10 POLICY_FROZEN");
            }
        }

        @Test
        void a_card_of_another_order_is_none_of_this_one() {
            var answer = assess(anOrderOf(1), byTheCustomer(RefundReason.UNUSED, "crd_foreign"));

            assertThat(answer.eligible()).isFalse();
            assertThat(answer.route()).isEqualTo(RefundRoute.NONE);
            assertThat(codes(answer)).contains("R1 CARD_NOT_IN_ORDER");
        }
    }

    @Nested
    class R1_in_full {

        private static List<String> declined(Order order, HoldForRefund command) {
            return accepted(OrderMachine.decide(order, command)).events().stream()
                    .filter(RefundHoldDeclined.class::isInstance)
                    .flatMap(e -> ((RefundHoldDeclined) e).rules().stream())
                    .map(RuleOutcome::code)
                    .toList();
        }

        @Test
        void a_part_of_an_unused_card_can_not_be_asked_for_by_anybody() {
            for (var order : List.of(anOrderOf(1), aShippedOrderOf(1))) {
                for (var who :
                        List.of(
                                byTheCustomer(RefundReason.UNUSED),
                                bySupport(RefundReason.OTHER))) {
                    assertThat(declined(order, Fixtures.hold("rfd_1", who, Money.cny(9_499))))
                            .containsExactly("UNUSED_CARD_IN_FULL");
                    assertThat(declined(order, Fixtures.hold("rfd_1", who, Money.cny(9_500))))
                            .isEmpty();
                }
            }
        }

        @Test
        void of_several_cards_only_the_rest_of_those_that_were_used_can_be_less() {
            var two = aShippedOrderOf(2);
            var order =
                    after(two, Fixtures.usage(cardIds(two).getFirst(), Money.cny(5_000), SHIPPED));
            var agent = bySupport(RefundReason.OTHER);

            assertThat(assess(order, agent).maxAmount()).isEqualTo(Money.cny(14_250));
            assertThat(assess(order, agent).leastAmount()).isEqualTo(Money.cny(9_500));
            assertThat(declined(order, Fixtures.hold("rfd_1", agent, Money.cny(9_499))))
                    .containsExactly("UNUSED_CARD_IN_FULL");
            assertThat(declined(order, Fixtures.hold("rfd_1", agent, Money.cny(9_500)))).isEmpty();
        }

        @Test
        void what_the_balance_lacks_need_not_be_asked_for() {
            var two = placed(aPurchase(12_000, anItem("GAME_CARD", 2, 9_500, 10_000)));
            var all = assess(two, byTheCustomer(RefundReason.UNUSED));

            assertThat(all.leastAmount()).isEqualTo(all.maxAmount());
        }
    }

    @Nested
    class R2_order_info_error {

        @Test
        void it_counts_only_while_nothing_was_shipped() {
            var before = assess(anOrderOf(1), byTheCustomer(RefundReason.ORDER_INFO_ERROR));
            var after = assess(aShippedOrderOf(1), byTheCustomer(RefundReason.ORDER_INFO_ERROR));

            assertThat(before.eligible()).isTrue();
            assertThat(before.requiredEvidence())
                    .containsExactly(
                            new EvidenceNeed(EvidenceKind.ORDER_SCREENSHOT, 1),
                            new EvidenceNeed(EvidenceKind.CORRECT_INFO, 1));
            assertThat(codes(after)).contains("R2 ALREADY_SHIPPED");
            assertThat(after.eligible()).isFalse();
            assertThat(after.maxAmount().isZero()).isTrue();
        }
    }

    @Nested
    class R3_merchants_fault {

        @Test
        void an_invalid_code_gives_the_full_price_with_evidence_after_a_review() {
            var answer = assess(aShippedOrderOf(1), byTheCustomer(RefundReason.CARD_INVALID));

            assertThat(answer.eligible()).isTrue();
            assertThat(answer.route()).isEqualTo(RefundRoute.MERCHANT_REVIEW);
            assertThat(answer.maxAmount()).isEqualTo(Money.cny(9_500));
            assertThat(answer.requiredEvidence())
                    .containsExactly(
                            new EvidenceNeed(
                                    EvidenceKind.INVALID_CARD,
                                    1,
                                    List.of(
                                            EvidenceKind.INVALID_CARD,
                                            EvidenceKind.DELIVERY_RECORD,
                                            EvidenceKind.CONVERSATION)));
        }

        @Test
        void what_was_not_delivered_is_not_invalid() {
            var answer = assess(anOrderOf(1), byTheCustomer(RefundReason.CARD_INVALID));

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
            var late = after(waiting, Fixtures.ship(List.of(), promised.plusSeconds(1)));
            assertThat(at(late, RefundReason.DELIVERY_LATE, promised.plusSeconds(2)).eligible())
                    .isTrue();
        }
    }

    @Nested
    class R4_activated_or_partly_used {

        @ParameterizedTest
        @EnumSource
        void no_claim_gives_more_than_the_remaining_value(RefundReason reason) {
            var answer = assess(anOrderPartlyUsed(), bySupport(reason));

            assertThat(answer.maxAmount().value()).isLessThanOrEqualTo(2_850);
            assertThat(answer.arithmetic()).allMatch(line -> line.refundable().value() <= 2_850);
            assertThat(answer.route()).isNotEqualTo(RefundRoute.EXPRESS);
        }

        @Test
        void the_customer_asks_for_the_rest_with_proof() {
            var answer = assess(anOrderPartlyUsed(), byTheCustomer(RefundReason.PARTIALLY_USED));

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
                            Fixtures.ship(List.of(), SHIPPED));
            var used =
                    after(
                            order,
                            Fixtures.usage(cardIds(order).getFirst(), Money.cny(333), SHIPPED));

            assertThat(assess(used, byTheCustomer(RefundReason.PARTIALLY_USED)).maxAmount())
                    .isEqualTo(Money.cny(332));
        }

        @Test
        void a_used_card_gives_nothing_and_an_unused_one_is_no_partly_used_one() {
            var order = aShippedOrderOf(1);
            var used =
                    after(order, Fixtures.usage(cardIds(order).getFirst(), Money.cny(0), SHIPPED));

            assertThat(codes(assess(used, byTheCustomer(RefundReason.OTHER))))
                    .contains("R4 NOTHING_REMAINS");
            assertThat(codes(assess(order, byTheCustomer(RefundReason.PARTIALLY_USED))))
                    .contains("R4 CARD_NOT_USED");
        }
    }

    @Nested
    class R4_used_with_a_dispute {

        private final Order order = usedUp(aShippedOrderOf(2));
        private final String used = cardIds(order).getFirst();

        private static Order usedUp(Order order) {
            return after(order, Fixtures.usage(cardIds(order).getFirst(), Money.cny(0), SHIPPED));
        }

        private static HoldForRefund dispute(Order order, @Nullable Money amount) {
            var card = cardIds(order).getFirst();
            return Fixtures.hold("rfd_1", bySupport(RefundReason.CARD_INVALID, card), amount);
        }

        @ParameterizedTest
        @EnumSource(names = {"UNUSED", "CARD_INVALID", "PARTIALLY_USED"})
        void is_opened_by_an_agent_with_proof_and_never_for_the_full_price(RefundReason reason) {
            var answer = assess(order, bySupport(reason, used));

            assertThat(answer.eligible()).isTrue();
            assertThat(answer.route()).isEqualTo(RefundRoute.AGENT);
            assertThat(answer.maxAmount()).isEqualTo(Money.cny(9_499));
            assertThat(answer.requiredEvidence())
                    .contains(new EvidenceNeed(EvidenceKind.REMAINING_VALUE, 1));
            assertThat(answer.arithmetic())
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.refundable().isZero()).isTrue();
                        assertThat(line.disputable()).isEqualTo(Money.cny(9_499));
                    });
            assertThat(codes(answer)).contains("R4 USE_DISPUTED", "R5 OPENED_BY_SUPPORT");
        }

        @ParameterizedTest
        @EnumSource(names = {"UNUSED", "CARD_INVALID", "PARTIALLY_USED"})
        void is_not_the_customers_to_open_alone(RefundReason reason) {
            var answer = assess(order, byTheCustomer(reason, used));

            assertThat(answer.eligible()).isFalse();
            assertThat(answer.route()).isEqualTo(RefundRoute.AGENT);
            assertThat(answer.maxAmount().isZero()).isTrue();
            assertThat(codes(answer)).contains("R4 DISPUTE_NEEDS_SUPPORT");
        }

        @ParameterizedTest
        @EnumSource(names = {"ORDER_INFO_ERROR", "DELIVERY_LATE", "OTHER"})
        void is_no_dispute_for_a_reason_that_says_nothing_of_its_use(RefundReason reason) {
            assertThat(assess(order, bySupport(reason, used)).eligible()).isFalse();
        }

        @Test
        void is_about_a_card_that_somebody_named() {
            var all = assess(order, bySupport(RefundReason.UNUSED));
            assertThat(all.eligible()).isFalse();
            assertThat(codes(all)).contains("R4 NOTHING_REMAINS");
            var only = usedUp(aShippedOrderOf(1));
            assertThat(assess(only, bySupport(RefundReason.UNUSED)).eligible()).isTrue();
        }

        @Test
        void is_held_for_the_amount_that_was_named_and_given_back_as_used() {
            var held = after(order, dispute(order, Money.cny(4_000)));
            assertThat(held.balance().held()).isEqualTo(Money.cny(4_000));
            assertThat(held.card(used).orElseThrow().status()).isEqualTo(CardStatus.FROZEN);

            var released = after(held, new ReleaseHold("rfd_1"));
            assertThat(released.card(used).orElseThrow().status()).isEqualTo(CardStatus.USED);
            assertThat(released.balance().held().isZero()).isTrue();
            var voided = after(held, Fixtures.approval("rfd_1", Money.cny(2_500)));
            assertThat(voided.balance().held()).isEqualTo(Money.cny(2_500));
            assertThat(voided.card(used).orElseThrow().status()).isEqualTo(CardStatus.VOIDED);
        }

        @Test
        void is_declined_without_an_amount_and_for_the_full_price() {
            var unnamed = after(order, dispute(order, null));
            assertThat(unnamed.hold("rfd_1").orElseThrow().state()).isEqualTo(Hold.State.DECLINED);
            var full = after(order, dispute(order, Money.cny(9_500)));
            assertThat(full.hold("rfd_1").orElseThrow().state()).isEqualTo(Hold.State.DECLINED);
            assertThat(full.card(used).orElseThrow().status()).isEqualTo(CardStatus.USED);
        }

        @Test
        void of_a_card_that_cost_one_fen_or_nothing_leaves_nothing() {
            var cheap =
                    after(
                            placed(aPurchase(1, anItem("GAME_CARD", 2, 1, 1_000))),
                            Fixtures.ship(List.of(), SHIPPED));
            for (var card : cardIds(cheap)) {
                var spent = after(cheap, Fixtures.usage(card, Money.cny(0), SHIPPED));
                assertThat(codes(assess(spent, bySupport(RefundReason.UNUSED, card))))
                        .contains("R4 NOTHING_REMAINS");
            }
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
                    assess(
                            aShippedOrderOf(1),
                            new Application(
                                    RefundReason.UNUSED, List.of(), true, end.plusMillis(1)));

            assertThat(answer.eligible()).isTrue();
            assertThat(answer.route()).isEqualTo(RefundRoute.AGENT);
            assertThat(codes(answer)).contains("R5 OPENED_BY_SUPPORT");
        }

        @Test
        void a_card_that_was_activated_needs_an_agent_for_any_other_reason() {
            var answer = assess(anOrderPartlyUsed(), byTheCustomer(RefundReason.UNUSED));

            assertThat(answer.eligible()).isFalse();
            assertThat(answer.route()).isEqualTo(RefundRoute.AGENT);
            assertThat(codes(answer)).contains("R5 CARD_ACTIVATED");
        }

        @Test
        void no_clock_runs_before_the_shipment() {
            var answer = at(anOrderOf(1), RefundReason.UNUSED, PLACED.plus(Duration.ofDays(300)));

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
            var voided = after(frozen, Fixtures.approval("rfd_1", Money.cny(9_500)));

            assertThat(codes(assess(frozen, byTheCustomer(RefundReason.UNUSED))))
                    .contains("R7 CARD_IN_OPEN_REFUND");
            assertThat(codes(assess(voided, byTheCustomer(RefundReason.UNUSED, first))))
                    .contains("R8 CARD_VOIDED");
            var others = assess(voided, byTheCustomer(RefundReason.UNUSED));
            assertThat(others.eligible()).isTrue();
            assertThat(others.cardIds()).containsExactly(cardIds(order).getLast());
        }
    }

    @Nested
    class R7_applications_in_vain {

        private Order withdrawn(Order order, int times) {
            for (int i = 0; i < times; i++) {
                order = after(order, hold("rfd_" + i, null), new ReleaseHold("rfd_" + i));
            }
            return order;
        }

        @Test
        void are_counted_per_card_and_the_last_one_needs_an_agent() {
            var order = withdrawn(aShippedOrderOf(1), DefaultPolicies.MAX_APPLICATIONS - 1);
            assertThat(assess(order, byTheCustomer(RefundReason.UNUSED)).eligible()).isTrue();
            var once = withdrawn(aShippedOrderOf(1), DefaultPolicies.MAX_APPLICATIONS);

            var answer = assess(once, byTheCustomer(RefundReason.UNUSED));
            var support = assess(once, bySupport(RefundReason.UNUSED));

            assertThat(answer.eligible()).isFalse();
            assertThat(answer.route()).isEqualTo(RefundRoute.AGENT);
            assertThat(answer.blocking())
                    .singleElement()
                    .satisfies(r -> {
                        assertThat(r.id()).isEqualTo("R7");
                        assertThat(r.code()).isEqualTo("APPLICATIONS_EXHAUSTED");
                    });
            assertThat(support.eligible()).isTrue();
            assertThat(support.route()).isEqualTo(RefundRoute.AGENT);
            assertThat(codes(support)).contains("R5 OPENED_BY_SUPPORT");
        }

        @Test
        void that_the_platform_refused_are_opened_again_for_the_same_reason_by_an_agent_only() {
            var order = aShippedOrderOf(2);
            var first = cardIds(order).getFirst();
            var last = cardIds(order).getLast();
            order = after(order, hold("rfd_1", null, first), new ReleaseHold("rfd_1", true));

            var again = assess(order, byTheCustomer(RefundReason.UNUSED, first));
            assertThat(again.eligible()).isFalse();
            assertThat(again.route()).isEqualTo(RefundRoute.AGENT);
            assertThat(again.blocking())
                    .extracting(RuleOutcome::code)
                    .containsExactly("REFUSED_BY_PLATFORM");
            assertThat(assess(order, byTheCustomer(RefundReason.OTHER, first)).eligible()).isTrue();
            assertThat(assess(order, byTheCustomer(RefundReason.UNUSED, last)).eligible()).isTrue();
            var agent = assess(order, bySupport(RefundReason.UNUSED, first));
            assertThat(agent.eligible()).isTrue();
            assertThat(agent.route()).isEqualTo(RefundRoute.AGENT);
        }

        @Test
        void of_one_card_leave_the_others_alone() {
            var order = aShippedOrderOf(2);
            var first = cardIds(order).getFirst();
            for (int i = 0; i < DefaultPolicies.MAX_APPLICATIONS; i++) {
                order = after(order, hold("rfd_" + i, null, first), new ReleaseHold("rfd_" + i));
            }

            var last = cardIds(order).getLast();
            assertThat(assess(order, byTheCustomer(RefundReason.UNUSED, first)).eligible())
                    .isFalse();
            assertThat(assess(order, byTheCustomer(RefundReason.UNUSED, last)).eligible()).isTrue();
        }

        @Test
        void do_not_count_when_the_rules_declined_them() {
            var order = aShippedOrderOf(1);
            for (int i = 0; i <= DefaultPolicies.MAX_APPLICATIONS; i++) {
                order = after(order, hold("rfd_" + i, Money.cny(0)));
            }

            assertThat(assess(order, byTheCustomer(RefundReason.UNUSED)).eligible()).isTrue();
        }
    }

    @Nested
    class R11_the_channel {

        private static final Money PRICE = Money.cny(9_500);

        private static Order paidBy(PaymentChannel channel, int cards) {
            var purchase = aPurchase(cards * 9_500L, anItem("GAME_CARD", cards, 9_500, 10_000));
            return placed(Fixtures.paidBy(channel, purchase));
        }

        @ParameterizedTest
        @CsvSource({"WECHAT_PAY, 365", "ALIPAY, 365", "BANK_CARD, 334"})
        void takes_a_payment_back_until_shortly_before_its_window_ends(
                PaymentChannel channel, int days) {
            var order = paidBy(channel, 1);
            var end = PLACED.plus(Duration.ofDays(days));
            var within = at(order, RefundReason.UNUSED, end.minus(Duration.ofHours(2)));
            var over = at(order, RefundReason.UNUSED, end.minus(Duration.ofHours(2)).plusMillis(1));

            assertThat(within.eligible()).isTrue();
            assertThat(codes(within)).contains("R11 CHANNEL_TAKES_IT");
            assertThat(over.eligible()).isFalse();
            assertThat(over.route()).isEqualTo(RefundRoute.NONE);
            assertThat(over.maxAmount().isZero()).isTrue();
            assertThat(over.blocking())
                    .extracting(RuleOutcome::code)
                    .containsExactly("CHANNEL_WINDOW_OVER");
        }

        @Test
        void of_wechat_takes_fifty_refunds_of_one_payment_sent_or_on_their_way() {
            var order = paidBy(PaymentChannel.WECHAT_PAY, 53);
            var cards = cardIds(order);
            for (int i = 0; i < 50; i++) {
                order = after(order, hold("rfd_" + i, null, cards.get(i)));
                if (i < 30) {
                    order = after(order, Fixtures.approval("rfd_" + i, PRICE));
                }
            }
            var application = byTheCustomer(RefundReason.UNUSED, cards.getLast());

            assertThat(assess(order, application).blocking())
                    .extracting(RuleOutcome::code)
                    .containsExactly("CHANNEL_REFUNDS_EXHAUSTED");
            // One that ends without money was never sent, so there is room for another.
            var released = after(order, new ReleaseHold("rfd_40"));
            assertThat(assess(released, application).eligible()).isTrue();
            var again = after(released, hold("rfd_50", null, cards.get(50)));
            assertThat(assess(again, application).eligible()).isFalse();
        }

        @Test
        void of_alipay_names_no_number() {
            var order = paidBy(PaymentChannel.ALIPAY, 60);
            var cards = cardIds(order);
            for (int i = 0; i < 59; i++) {
                order = after(order, hold("rfd_" + i, null, cards.get(i)));
            }

            assertThat(
                            assess(order, byTheCustomer(RefundReason.UNUSED, cards.getLast()))
                                    .eligible())
                    .isTrue();
        }
    }

    @Nested
    class Every_rule {

        private List<String> ids(Eligibility answer, @Nullable String cardId) {
            var card = cardId == null ? null : new CardId(cardId);
            return answer.rules().stream()
                    .filter(r -> Objects.equals(r.cardId(), card))
                    .map(RuleOutcome::id)
                    .toList();
        }

        @ParameterizedTest
        @EnumSource
        void has_its_word_on_every_card_and_on_the_order(RefundReason reason) {
            var order = aShippedOrderOf(4);
            var cards = cardIds(order);
            order =
                    after(
                            order,
                            hold("rfd_1", null, cards.get(1)),
                            hold("rfd_2", null, cards.get(2)),
                            Fixtures.approval("rfd_2", Money.cny(9_500)),
                            Fixtures.usage(cards.get(3), Money.cny(10), SHIPPED));
            var all = new ArrayList<>(cards);
            all.add("crd_foreign");
            for (var support : List.of(true, false)) {
                var answer =
                        assess(
                                order,
                                new Application(reason, all, support, SHIPPED.plusSeconds(1)));

                for (var card : all) {
                    assertThat(ids(answer, card))
                            .containsExactly("R1", "R2", "R3", "R4", "R5", "R7", "R8");
                }
                assertThat(ids(answer, null)).containsExactly("R6", "R9", "R10", "R11");
                assertThat(answer.decisive())
                        .noneMatch(r -> r.code().equals("NOT_RELEVANT"))
                        .containsAll(answer.blocking());
                assertThat(answer.cards())
                        .extracting(Eligibility.CardAnswer::cardId)
                        .containsExactlyInAnyOrderElementsOf(all);
                assertThat(answer.cards())
                        .allMatch(card ->
                                card.eligible()
                                        == answer.blocking().stream()
                                                .noneMatch(r ->
                                                        new CardId(card.cardId())
                                                                .equals(r.cardId())));
            }
        }

        @Test
        void that_says_no_is_named_when_there_is_more_than_one() {
            var order = after(aShippedOrderOf(1), hold("rfd_1", null));
            var voided = after(order, Fixtures.approval("rfd_1", Money.cny(9_500)));

            assertThat(codes(assess(voided, byTheCustomer(RefundReason.UNUSED))))
                    .contains("R8 CARD_VOIDED", "R6 NOTHING_TO_REFUND", "R9 NOT_RELEVANT");
        }
    }

    @Nested
    class An_order_of_two_categories {

        private final Order order =
                placed(
                        aPurchase(
                                2_000,
                                anItem("GAME_CARD", 1, 1_000, 1_000),
                                anItem("GIFT_CARD", 1, 1_000, 1_000)),
                        category ->
                                category.equals("GAME_CARD")
                                        ? DefaultPolicies.of(category)
                                        : strict(DefaultPolicies.of(category)));

        private static RefundPolicy strict(RefundPolicy p) {
            return asking(p, new EvidenceNeed(EvidenceKind.CONVERSATION, 2));
        }

        private static RefundPolicy asking(RefundPolicy p, EvidenceNeed need) {
            return new RefundPolicy(
                    p.category(),
                    7,
                    p.selfServiceWindow(),
                    Duration.ofHours(3),
                    p.expressReviewDeadline(),
                    p.onMerchantSilence(),
                    p.silenceGrace(),
                    p.urgeInterval(),
                    p.evidenceDeadline(),
                    p.appealWindow(),
                    p.appealRounds(),
                    Map.of(RefundReason.OTHER, List.of(need)),
                    p.express(),
                    p.maxApplications(),
                    p.caseLimits(),
                    p.merchantOverrides(),
                    p.text());
        }

        @Test
        void needs_the_evidence_of_both_and_has_the_shorter_clock() {
            var first = cardIds(order).getFirst();
            assertThat(assess(order, byTheCustomer(RefundReason.OTHER, first)).requiredEvidence())
                    .isEmpty();
            assertThat(assess(order, byTheCustomer(RefundReason.OTHER)).requiredEvidence())
                    .containsExactly(new EvidenceNeed(EvidenceKind.CONVERSATION, 2));
            assertThat(order.policyOf(order.cards()).version()).isEqualTo(7);
        }

        @Test
        void of_two_needs_that_overlap_the_stricter_one_is_left() {
            var any = List.of(EvidenceKind.INVALID_CARD, EvidenceKind.CONVERSATION);
            var loose = new EvidenceNeed(EvidenceKind.INVALID_CARD, 1, any);
            var strict = new EvidenceNeed(EvidenceKind.CONVERSATION, 1);
            var many = new EvidenceNeed(EvidenceKind.INVALID_CARD, 2, any);

            assertThat(needed(loose, strict)).containsExactly(strict);
            assertThat(needed(strict, loose)).containsExactly(strict);
            assertThat(needed(loose, many)).containsExactly(many);
            assertThat(needed(strict, many)).containsExactlyInAnyOrder(strict, many);
            assertThat(needed(loose, loose)).containsExactly(loose);
        }

        private static List<EvidenceNeed> needed(EvidenceNeed ofGames, EvidenceNeed ofGifts) {
            var both =
                    placed(
                            aPurchase(
                                    2_000,
                                    anItem("GAME_CARD", 1, 1_000, 1_000),
                                    anItem("GIFT_CARD", 1, 1_000, 1_000)),
                            category ->
                                    asking(
                                            DefaultPolicies.of(category),
                                            category.equals("GAME_CARD") ? ofGames : ofGifts));
            return assess(both, byTheCustomer(RefundReason.OTHER)).requiredEvidence();
        }
    }

    @Nested
    class R9_express {

        @Test
        void an_unused_order_sold_as_express_refundable_is_decided_at_once() {
            assertThat(assess(anOrderOf(2), byTheCustomer(RefundReason.UNUSED)).route())
                    .isEqualTo(RefundRoute.EXPRESS);
        }

        @Test
        void an_amount_above_the_limit_is_reviewed() {
            var answer = assess(anOrderOf(6), byTheCustomer(RefundReason.UNUSED));

            assertThat(answer.route()).isEqualTo(RefundRoute.MERCHANT_REVIEW);
            assertThat(codes(answer)).contains("R9 EXPRESS_ABOVE_LIMIT");
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLEAR")
        void a_risk_never_refuses_but_lets_the_merchant_look(ExpressRisk risk) {
            var answer =
                    RefundRules.assess(anOrderOf(1), byTheCustomer(RefundReason.UNUSED), risk, 0);

            assertThat(answer.eligible()).isTrue();
            assertThat(answer.route()).isEqualTo(RefundRoute.MERCHANT_REVIEW);
            assertThat(codes(answer)).contains("R9 " + risk.code());
        }

        @Test
        void a_claim_that_needs_a_look_is_reviewed() {
            var answer = assess(anOrderOf(1), byTheCustomer(RefundReason.OTHER));

            assertThat(answer.route()).isEqualTo(RefundRoute.MERCHANT_REVIEW);
            assertThat(codes(answer)).contains("R9 EXPRESS_NEEDS_REVIEW");
        }
    }
}
