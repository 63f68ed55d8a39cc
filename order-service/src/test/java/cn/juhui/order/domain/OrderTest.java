package cn.juhui.order.domain;

import static cn.juhui.order.domain.Fixtures.PLACED;
import static cn.juhui.order.domain.Fixtures.SHIPPED;
import static cn.juhui.order.domain.Fixtures.aPurchase;
import static cn.juhui.order.domain.Fixtures.aShippedOrderOf;
import static cn.juhui.order.domain.Fixtures.accepted;
import static cn.juhui.order.domain.Fixtures.after;
import static cn.juhui.order.domain.Fixtures.anItem;
import static cn.juhui.order.domain.Fixtures.anOrderOf;
import static cn.juhui.order.domain.Fixtures.cardIds;
import static cn.juhui.order.domain.Fixtures.hold;
import static cn.juhui.order.domain.Fixtures.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.order.CardUseClaimed;
import cn.juhui.contracts.order.CardUsed;
import cn.juhui.contracts.order.CardsVoided;
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
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.CardStatus;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.purchase.OrderItem;
import cn.juhui.order.domain.purchase.Payment;
import cn.juhui.order.domain.purchase.Purchase;
import cn.juhui.order.domain.purchase.Shares;
import cn.juhui.platform.kernel.Decision;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {

    private static final Money FULL = Money.cny(9_500);

    private static void assertRefused(Order order, OrderCommand command, OrderRefusal refusal) {
        assertThat(OrderMachine.decide(order, command)).isEqualTo(Decision.refused(refusal));
    }

    private static void assertAlreadyDone(Order order, OrderCommand command) {
        assertThat(OrderMachine.decide(order, command)).isEqualTo(Decision.alreadyDone());
    }

    /// @return the order after it
    private static Order assertDeclined(Order order, OrderCommand command, String rule) {
        var decided = accepted(OrderMachine.decide(order, command));
        assertThat(decided.events().getLast())
                .isInstanceOfSatisfying(
                        RefundHoldDeclined.class,
                        declined ->
                                assertThat(declined.rules())
                                        .singleElement()
                                        .satisfies(r -> assertThat(r.code()).isEqualTo(rule)));
        return decided.aggregate();
    }

    /// @return the order after it
    private static Order assertStopped(Order order, OrderCommand command, String rule) {
        var decided = accepted(OrderMachine.decide(order, command));
        assertThat(decided.events().getLast())
                .isInstanceOfSatisfying(
                        RefundStopped.class,
                        stopped ->
                                assertThat(stopped.rules())
                                        .singleElement()
                                        .satisfies(r -> assertThat(r.code()).isEqualTo(rule)));
        return decided.aggregate();
    }

    @Nested
    class Placing {

        @Test
        void what_was_paid_is_shared_by_price_and_the_rest_fen_go_to_who_lost_most() {
            var order =
                    placed(
                            aPurchase(
                                    10_000,
                                    anItem("GAME_CARD", 2, 3_333, 5_000),
                                    anItem("GIFT_CARD", 1, 5_000, 5_000)));

            assertThat(order.cards())
                    .extracting(c -> c.paidPrice().value())
                    .containsExactly(2_857L, 2_857L, 4_286L);
            assertThat(order.policies()).containsOnlyKeys("GAME_CARD", "GIFT_CARD");
        }

        @ParameterizedTest
        @CsvSource({
            "3, '1 1 1', '1 1 1'",
            "10, '1 1000', '1 9'",
            "2, '1 1000 0', '1 1 0'",
            "1, '1 1', '1 0'",
            "0, '1 1', '0 0'",
            "0, '0 0', '0 0'",
            "10000000000, '10000000000 1', '9999999999 1'",
            "299, '100 100 100', '100 100 99'"
        })
        void no_share_is_above_its_price_and_none_is_empty_while_there_is_a_fen_for_each(
                long paid, String prices, String shares) {
            assertThat(Shares.of(paid, numbers(prices))).containsExactly(numbers(shares));
        }

        @Test
        void whatever_was_paid_the_shares_add_up_and_cards_of_one_price_differ_by_a_fen() {
            var chance = new Random(42);
            for (int i = 0; i < 2_000; i++) {
                var prices = chance.longs(1 + chance.nextInt(100), 0, 1L << chance.nextInt(34));
                var all = prices.map(p -> Math.min(p, 10_000_000_000L)).toArray();
                var paid = chance.nextLong(Arrays.stream(all).sum() + 1);
                var shares = Shares.of(paid, all);
                assertThat(Arrays.stream(shares).sum()).isEqualTo(paid);
                for (int card = 0; card < all.length; card++) {
                    assertThat(shares[card]).isBetween(0L, all[card]);
                }
            }
        }

        private static long[] numbers(String text) {
            return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
        }

        @Test
        void a_purchase_that_contradicts_itself_names_every_contradiction() {
            var early = aPurchase(10_001, anItem("GAME_CARD", 1, 10_000, 10_000));
            assertThat(early.faults(early.placedAt().minus(Duration.ofHours(1))))
                    .extracting(Purchase.Fault::pointer, Purchase.Fault::code)
                    .containsExactlyInAnyOrder(
                            tuple("/placedAt", "IN_THE_FUTURE"),
                            tuple("/payment/paidAt", "IN_THE_FUTURE"),
                            tuple("/payment/paidAmount", "PAID_ABOVE_PRICES"));
            var crowd = aPurchase(1, anItem("GAME_CARD", 101, 10_000, 10_000));
            assertThat(crowd.faults(SHIPPED))
                    .extracting(Purchase.Fault::code)
                    .containsExactly("CARDS_OUT_OF_RANGE");
        }

        @Test
        void only_what_was_paid_for_has_a_payment_at_a_channel() {
            for (long paid = 0; paid < 2; paid++) {
                var purchase = aPurchase(paid, anItem("GAME_CARD", 1, 10_000, 10_000));
                var payment = purchase.payment();
                var unnumbered =
                        Fixtures.paid(
                                new Payment(
                                        payment.channel(), null, payment.paid(), payment.paidAt()),
                                purchase);
                assertThat(unnumbered.faults(SHIPPED))
                        .extracting(Purchase.Fault::pointer)
                        .isEqualTo(
                                paid == 0 ? List.of() : List.of("/payment/channelTransactionId"));
            }
        }

        @Test
        void an_account_to_recharge_is_kept_masked() {
            var item =
                    new OrderItem(
                            "sku", "话费", "PHONE_TOPUP", 1, FULL, Money.cny(10_000), "13800138000");

            assertThat(item.rechargeAccount()).isEqualTo("****8000");
            assertThat(new ShippedCard("crd_1", "ABCD-EFGH-9876").codeHint()).isEqualTo("****9876");
            assertThat(new ShippedCard("crd_1", "9876").codeHint()).isEqualTo("****");
        }
    }

    @Nested
    class DeliveryTransitions {

        @Test
        void a_shipment_without_a_list_ships_all_and_a_second_one_changes_nothing() {
            var order = aShippedOrderOf(3);

            assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
            assertThat(order.cards()).allMatch(c -> c.status() == CardStatus.UNUSED);
            assertAlreadyDone(order, Fixtures.ship(List.of(), SHIPPED.plusSeconds(9)));
        }

        @Test
        void a_shipment_of_one_card_keeps_its_hint() {
            var order = anOrderOf(2);
            var first = cardIds(order).getFirst();
            var shipped =
                    after(
                            order,
                            Fixtures.ship(List.of(new ShippedCard(first, "XYZ-1234")), SHIPPED));

            assertThat(shipped.status()).isEqualTo(OrderStatus.PAID);
            assertThat(shipped.cards())
                    .extracting(Card::status)
                    .containsExactly(CardStatus.UNUSED, CardStatus.PENDING);
            assertThat(shipped.cards().getFirst().codeHint()).isEqualTo("****1234");
        }

        @Test
        void nothing_ships_before_it_was_ordered_or_to_a_card_that_is_not_there() {
            var order = anOrderOf(1);
            assertRefused(
                    order,
                    Fixtures.ship(List.of(), order.purchase().placedAt().minusMillis(1)),
                    OrderRefusal.SHIPPED_BEFORE_ORDER);
            assertRefused(
                    order,
                    Fixtures.ship(List.of(new ShippedCard("crd_x", null)), SHIPPED),
                    OrderRefusal.CARD_NOT_FOUND);
        }

        @Test
        void a_card_is_used_down_and_never_up() {
            var order = aShippedOrderOf(1);
            var card = cardIds(order).getFirst();
            var partly = after(order, Fixtures.usage(card, Money.cny(3_000), SHIPPED));
            var used = after(partly, Fixtures.usage(card, Money.cny(0), SHIPPED));

            assertThat(partly.cards().getFirst().status()).isEqualTo(CardStatus.PARTIALLY_USED);
            assertThat(used.cards().getFirst().status()).isEqualTo(CardStatus.USED);
            assertAlreadyDone(partly, Fixtures.usage(card, Money.cny(3_000), SHIPPED));
            assertRefused(
                    partly,
                    Fixtures.usage(card, Money.cny(3_001), SHIPPED),
                    OrderRefusal.REMAINING_VALUE_TOO_HIGH);
            assertRefused(
                    partly,
                    Fixtures.usage(card, new Money(1, "USD"), SHIPPED),
                    OrderRefusal.CURRENCY_DIFFERS);
        }

        @Test
        void nothing_is_used_before_it_was_delivered() {
            var order = anOrderOf(1);
            var card = cardIds(order).getFirst();

            assertRefused(
                    order,
                    Fixtures.usage(card, Money.cny(1), SHIPPED),
                    OrderRefusal.CARD_NOT_DELIVERED);
            assertRefused(
                    after(order, Fixtures.ship(List.of(), SHIPPED)),
                    Fixtures.usage(card, Money.cny(1), SHIPPED.minusMillis(1)),
                    OrderRefusal.USED_BEFORE_SHIPMENT);
        }

        @Test
        void who_told_it_is_kept_with_the_fact() {
            var order = aShippedOrderOf(1);
            var card = cardIds(order).getFirst();
            var later = SHIPPED.plusSeconds(600);
            var claim = Fixtures.claim(card, Money.cny(3_000), later, SHIPPED.plusSeconds(5));

            var used = after(order, claim).cards().getFirst();

            assertThat(used.use()).isEqualTo(Fixtures.claimed(later, SHIPPED.plusSeconds(5)));
            assertThat(used.shipment()).isEqualTo(Fixtures.told(SHIPPED));
            assertThat(used.isUseClaimed()).isTrue();
        }

        @Test
        void a_frozen_or_voided_card_is_neither_shipped_nor_used() {
            var frozen = after(anOrderOf(1), hold("rfd_1", null));
            var voided = after(frozen, Fixtures.approval("rfd_1", FULL));
            for (var order : List.of(frozen, voided)) {
                var card = cardIds(order).getFirst();
                assertRefused(
                        order, Fixtures.ship(List.of(), SHIPPED), OrderRefusal.CARD_NOT_USABLE);
                assertRefused(
                        order,
                        Fixtures.usage(card, Money.cny(0), SHIPPED.plusSeconds(1)),
                        order == voided
                                ? OrderRefusal.CARD_NOT_USABLE
                                : OrderRefusal.CARD_NOT_DELIVERED);
            }
        }
    }

    @Nested
    class HoldTransitions {

        @Test
        void a_hold_freezes_the_cards_and_reserves_the_amount() {
            var order = aShippedOrderOf(2);
            var first = cardIds(order).getFirst();
            var decided = accepted(OrderMachine.decide(order, hold("rfd_1", null, first)));

            assertThat(decided.aggregate().balance())
                    .isEqualTo(new Balance(Money.cny(19_000), FULL, Money.cny(0)));
            assertThat(decided.aggregate().cards())
                    .extracting(Card::status)
                    .containsExactly(CardStatus.FROZEN, CardStatus.UNUSED);
            assertThat(decided.events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RefundHeld.class,
                            held -> {
                                assertThat(held.amount()).isEqualTo(FULL);
                                assertThat(held.cardIds()).containsExactly(new CardId(first));
                                assertThat(held.terms().reviewDeadline())
                                        .isEqualTo(Duration.ofHours(24));
                            });
            assertAlreadyDone(decided.aggregate(), hold("rfd_1", null, first));
        }

        @Test
        void a_card_in_an_open_refund_declines_the_next_one_and_the_answer_stays_the_same() {
            var held = after(aShippedOrderOf(1), hold("rfd_1", null));
            var decided = accepted(OrderMachine.decide(held, hold("rfd_2", null)));

            assertThat(decided.events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RefundHoldDeclined.class,
                            declined ->
                                    assertThat(declined.rules())
                                            .anyMatch(r -> r.code().equals("CARD_IN_OPEN_REFUND")));
            assertThat(decided.aggregate().balance()).isEqualTo(held.balance());
            var free = after(decided.aggregate(), new ReleaseHold("rfd_1"));
            assertAlreadyDone(free, hold("rfd_2", null));
            var told = assertDeclined(free, Fixtures.approval("rfd_2", FULL), "APPROVAL_NOT_HELD");
            assertAlreadyDone(told, Fixtures.approval("rfd_2", FULL));
            assertDeclined(told, Fixtures.approval("rfd_2", FULL, 2), "APPROVAL_NOT_HELD");
        }

        @Test
        void an_amount_of_nothing_or_above_the_rules_is_declined() {
            var order = aShippedOrderOf(1);
            for (var amount : List.of(Money.cny(0), Money.cny(9_501), new Money(1, "USD"))) {
                assertThat(accepted(OrderMachine.decide(order, hold("rfd_1", amount))).events())
                        .singleElement()
                        .isInstanceOf(RefundHoldDeclined.class);
            }
        }

        @Test
        void a_released_card_is_what_it_was_before() {
            for (var order : List.of(anOrderOf(1), aShippedOrderOf(1))) {
                var released = after(order, hold("rfd_1", null), new ReleaseHold("rfd_1"));

                assertThat(released.cards()).isEqualTo(order.cards());
                assertThat(released.balance()).isEqualTo(order.balance());
                assertAlreadyDone(released, new ReleaseHold("rfd_1"));
                assertDeclined(released, Fixtures.approval("rfd_1", FULL), "APPROVAL_NOT_HELD");
            }
        }
    }

    @Nested
    class PayoutTransitions {

        @Test
        void an_approval_of_what_is_not_held_stops_and_keeps_the_hold() {
            var held = after(aShippedOrderOf(1), hold("rfd_1", FULL));

            for (var amount : List.of(Money.cny(9_501), Money.cny(0), new Money(1, "USD"))) {
                var still =
                        assertStopped(
                                held, Fixtures.approval("rfd_1", amount), "APPROVAL_NOT_HELD");
                assertThat(still.cards()).isEqualTo(held.cards());
                assertThat(still.balance()).isEqualTo(held.balance());
            }
            var never = assertDeclined(held, Fixtures.approval("rfd_9", FULL), "APPROVAL_NOT_HELD");
            assertAlreadyDone(never, hold("rfd_9", null));
        }

        @Test
        void what_a_merchant_says_after_the_freeze_is_a_claim_and_stops_nothing() {
            var held = after(aShippedOrderOf(1), hold("rfd_1", null));
            var card = cardIds(held).getFirst();
            var frozenAt = Objects.requireNonNull(held.hold("rfd_1").orElseThrow().at());
            var claim = Fixtures.claim(card, Money.cny(0), frozenAt.plusSeconds(9), SHIPPED);

            var told = accepted(OrderMachine.decide(held, claim));

            assertThat(told.events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            CardUseClaimed.class,
                            e -> {
                                assertThat(e.refundId()).isEqualTo(new RefundId("rfd_1"));
                                assertThat(e.text()).isEqualTo("已兑换");
                                assertThat(e.provenance().receivedAt())
                                        .isEqualTo(frozenAt.plusSeconds(9));
                            });
            assertThat(told.aggregate().cards()).isEqualTo(held.cards());
            assertAlreadyDone(told.aggregate(), claim);
            var paid = after(told.aggregate(), Fixtures.approval("rfd_1", FULL));
            assertThat(paid.cards().getFirst().status()).isEqualTo(CardStatus.VOIDED);
        }

        @Test
        void a_merchant_who_claims_without_end_is_not_heard_without_end() {
            var held = after(aShippedOrderOf(1), hold("rfd_1", null));
            var card = cardIds(held).getFirst();
            for (int i = 0; i < Hold.MOST_CLAIMS; i++) {
                held = after(held, Fixtures.claim(card, Money.cny(i), SHIPPED, SHIPPED));
            }
            assertRefused(
                    held,
                    Fixtures.claim(card, Money.cny(99), SHIPPED, SHIPPED),
                    OrderRefusal.CLAIMS_EXHAUSTED);
        }

        @Test
        void a_use_that_a_neutral_source_tells_stops_the_payout_once() {
            var held = after(aShippedOrderOf(1), hold("rfd_1", null));
            var card = cardIds(held).getFirst();
            var told =
                    accepted(
                            OrderMachine.decide(
                                    held, Fixtures.usage(card, Money.cny(3_000), SHIPPED)));
            assertThat(told.events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            CardUsed.class,
                            used -> assertThat(used.refundId()).isEqualTo(new RefundId("rfd_1")));

            var stopped =
                    assertStopped(
                            told.aggregate(),
                            Fixtures.approval("rfd_1", FULL),
                            "CARD_USED_MEANWHILE");

            assertThat(stopped.cards().getFirst().status()).isEqualTo(CardStatus.FROZEN);
            assertThat(stopped.balance()).isEqualTo(held.balance());
            assertAlreadyDone(stopped, Fixtures.approval("rfd_1", FULL));
            var paid = after(stopped, Fixtures.approval("rfd_1", FULL, 2));
            assertThat(paid.cards().getFirst().status()).isEqualTo(CardStatus.VOIDED);
            var newer = after(stopped, Fixtures.usage(card, Money.cny(0), SHIPPED));
            assertStopped(newer, Fixtures.approval("rfd_1", FULL, 2), "CARD_USED_MEANWHILE");
            var free = after(stopped, new ReleaseHold("rfd_1"));
            assertThat(free.cards().getFirst().remainingValue()).isEqualTo(Money.cny(3_000));
            assertThat(free.cards().getFirst().status()).isEqualTo(CardStatus.PARTIALLY_USED);
        }

        @Test
        void what_the_neutral_source_leaves_is_paid_without_a_stop() {
            var held = after(aShippedOrderOf(1), hold("rfd_1", null));
            var told =
                    after(
                            held,
                            Fixtures.usage(cardIds(held).getFirst(), Money.cny(3_000), SHIPPED));

            var paid = after(told, Fixtures.approval("rfd_1", Money.cny(2_850)));

            assertThat(paid.cards().getFirst().status()).isEqualTo(CardStatus.VOIDED);
        }

        @Test
        void the_supplier_is_believed_over_the_merchant_both_ways() {
            var order = aShippedOrderOf(1);
            var card = cardIds(order).getFirst();
            var lied = after(order, Fixtures.claim(card, Money.cny(0), SHIPPED, SHIPPED));
            var unused = Fixtures.check(card, Money.cny(10_000), SHIPPED.plusSeconds(1));

            var held = after(lied, checked(hold("rfd_1", null), unused));

            assertThat(held.hold("rfd_1").orElseThrow().amount()).isEqualTo(FULL);
            var used = Fixtures.check(card, Money.cny(0), SHIPPED.plusSeconds(2));
            var stopped =
                    assertStopped(
                            held, Fixtures.approval("rfd_1", FULL, 1, used), "CARD_USED_MEANWHILE");
            assertThat(stopped.cards().getFirst().facts().use()).isEqualTo(used.told());
            assertThat(after(held, Fixtures.approval("rfd_1", FULL, 1, unused)).cards())
                    .allMatch(c -> c.status() == CardStatus.VOIDED);
        }

        /// As it is stored when a use was told late, before facts had a source, of a card that nobody had delivered.
        @Test
        void a_used_card_stays_used_when_the_supplier_confirms_it_and_so_tells_its_delivery() {
            var order = anOrderOf(1);
            var left = Money.cny(700);
            var card = order.cards().getFirst();
            var used = card.in(card.state().free().usedDownTo(left, null));
            var check = Fixtures.check(used.id(), left, SHIPPED);

            var now = OrderMachine.checked(order.with(used), List.of(check)).cards().getFirst();

            assertThat(used.shippedAt()).isNull();
            assertThat(now.shippedAt()).isEqualTo(SHIPPED);
            assertThat(now.status()).isEqualTo(CardStatus.PARTIALLY_USED);
            assertThat(now.remainingValue()).isEqualTo(left);
        }

        private OrderCommand checked(HoldForRefund hold, OrderCommand.CardCheck... checks) {
            return new HoldForRefund(
                    hold.refundId(),
                    hold.application(),
                    hold.requestedAmount(),
                    hold.at(),
                    hold.risk(),
                    List.of(checks),
                    null,
                    0);
        }

        @Test
        void a_ruling_on_proof_goes_up_to_the_price_when_the_merchant_alone_told_the_use() {
            var order = aShippedOrderOf(1);
            var card = cardIds(order).getFirst();
            var lied = after(order, Fixtures.claim(card, Money.cny(1), SHIPPED, SHIPPED));
            var application = Fixtures.byTheCustomer(RefundReason.PARTIALLY_USED);
            var decided =
                    accepted(
                            OrderMachine.decide(
                                    lied, Fixtures.hold("rfd_1", application, Money.cny(1))));
            assertThat(decided.events().getLast())
                    .isInstanceOfSatisfying(
                            RefundHeld.class, e -> assertThat(e.ceiling()).isEqualTo(FULL));

            var paid = after(decided.aggregate(), Fixtures.approval("rfd_1", FULL));

            assertThat(paid.balance().held()).isEqualTo(FULL);
            var told = after(order, Fixtures.usage(card, Money.cny(3_000), SHIPPED));
            assertDeclined(
                    told, Fixtures.hold("rfd_1", application, FULL), "AMOUNT_ABOVE_REFUNDABLE");
        }

        @Test
        void a_use_that_was_told_late_is_not_forgotten_when_the_refund_is_withdrawn() {
            var held = after(aShippedOrderOf(1), hold("rfd_1", null));
            var card = cardIds(held).getFirst();

            var free =
                    after(
                            held,
                            Fixtures.usage(card, Money.cny(0), SHIPPED),
                            new ReleaseHold("rfd_1"));

            assertThat(free.cards().getFirst().status()).isEqualTo(CardStatus.USED);
        }

        @Test
        void an_approval_below_the_hold_gives_the_rest_back_and_voids_the_card() {
            var held = after(aShippedOrderOf(1), hold("rfd_1", null));
            var decided =
                    accepted(
                            OrderMachine.decide(
                                    held, Fixtures.approval("rfd_1", Money.cny(4_000))));

            assertThat(decided.aggregate().balance().held()).isEqualTo(Money.cny(4_000));
            assertThat(decided.aggregate().cards().getFirst().status())
                    .isEqualTo(CardStatus.VOIDED);
            assertThat(decided.events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            CardsVoided.class,
                            voided -> assertThat(voided.amount()).isEqualTo(Money.cny(4_000)));
            assertAlreadyDone(decided.aggregate(), Fixtures.approval("rfd_1", Money.cny(4_000)));
            assertRefused(
                    decided.aggregate(),
                    Fixtures.approval("rfd_1", FULL),
                    OrderRefusal.AMOUNT_DIFFERS);
        }

        @Test
        void money_that_has_arrived_is_refunded_once() {
            var paid =
                    after(
                            aShippedOrderOf(1),
                            hold("rfd_1", null),
                            Fixtures.approval("rfd_1", FULL));
            var decided = accepted(OrderMachine.decide(paid, new SettleRefund("rfd_1", FULL, 5)));

            assertThat(decided.events()).singleElement().isInstanceOf(OrderRefunded.class);
            assertThat(decided.aggregate().status()).isEqualTo(OrderStatus.REFUNDED);
            assertThat(decided.aggregate().balance().refunded()).isEqualTo(FULL);
            assertAlreadyDone(decided.aggregate(), new SettleRefund("rfd_1", FULL, 5));
            assertRefused(
                    decided.aggregate(),
                    new SettleRefund("rfd_1", Money.cny(1), 9),
                    OrderRefusal.AMOUNT_DIFFERS);
        }

        @Test
        void a_review_that_outlasts_the_window_of_the_channel_voids_no_card() {
            var end = PLACED.plus(Duration.ofDays(365)).minus(Duration.ofHours(2));
            var application =
                    new Application(RefundReason.UNUSED, List.of(), true, end.minusSeconds(1));
            var held = after(anOrderOf(1), hold("rfd_1", application, null));

            var stopped =
                    assertStopped(
                            held,
                            Fixtures.approvalAt(end.plusMillis(1), "rfd_1", FULL),
                            "CHANNEL_WINDOW_OVER");

            assertThat(stopped.cards()).allMatch(c -> c.isFrozenFor("rfd_1"));
            assertThat(stopped.balance()).isEqualTo(held.balance());
            // The platform decides anew: what is left is a no, and the card is the customer's
            // again.
            var released = after(stopped, new ReleaseHold("rfd_1", true));
            assertThat(released.cards()).allMatch(c -> c.status() == CardStatus.PENDING);
            assertThat(after(held, Fixtures.approvalAt(end, "rfd_1", FULL)).cards())
                    .allMatch(c -> c.status() == CardStatus.VOIDED);
        }

        @Test
        void of_those_that_were_held_before_the_channel_had_a_limit_only_fifty_are_paid() {
            var purchase = aPurchase(53 * 9_500L, anItem("GAME_CARD", 53, 9_500, 10_000));
            var order = placed(Fixtures.paidBy(PaymentChannel.WECHAT_PAY, purchase));
            var cards = cardIds(order);
            for (int i = 0; i < 53; i++) {
                order = Fixtures.heldUnlimited(order, "rfd_" + i, cards.get(i), FULL);
            }
            for (int i = 0; i < 50; i++) {
                order = after(order, Fixtures.approval("rfd_" + i, FULL));
            }

            assertStopped(order, Fixtures.approval("rfd_50", FULL), "CHANNEL_REFUNDS_EXHAUSTED");
        }

        @Test
        void of_several_orders_with_one_payment_only_fifty_are_paid() {
            var purchase = aPurchase(2 * 9_500L, anItem("GAME_CARD", 2, 9_500, 10_000));
            var order = placed(Fixtures.paidBy(PaymentChannel.WECHAT_PAY, purchase));
            var cards = cardIds(order);
            order = Fixtures.heldUnlimited(order, "rfd_1", cards.getFirst(), FULL);
            order = Fixtures.heldUnlimited(order, "rfd_2", cards.getLast(), FULL);

            var fiftieth = new OrderCommand.VoidForPayout("rfd_1", FULL, List.of(), 1, SHIPPED, 49);
            var next = new OrderCommand.VoidForPayout("rfd_2", FULL, List.of(), 1, SHIPPED, 49);
            assertStopped(after(order, fiftieth), next, "CHANNEL_REFUNDS_EXHAUSTED");
        }

        @Test
        void nothing_is_settled_that_was_not_voided() {
            var held = after(aShippedOrderOf(1), hold("rfd_1", null));

            assertRefused(held, new SettleRefund("rfd_1", FULL, 5), OrderRefusal.HOLD_NOT_VOIDED);
            assertRefused(held, new SettleRefund("rfd_9", FULL, 5), OrderRefusal.HOLD_NOT_OPEN);
        }

        @Test
        void voided_cards_are_never_released() {
            var voided =
                    after(
                            aShippedOrderOf(1),
                            hold("rfd_1", null),
                            Fixtures.approval("rfd_1", FULL));

            assertRefused(voided, new ReleaseHold("rfd_1"), OrderRefusal.HOLD_BEING_PAID);
        }
    }

    @Nested
    class Money_that_the_channel_takes_back {

        private final Order approved =
                after(aShippedOrderOf(1), hold("rfd_1", null), Fixtures.approval("rfd_1", FULL));
        private final Order paid = after(approved, new SettleRefund("rfd_1", FULL, 5));

        private static void assertOwed(Order order) {
            assertThat(order.hold("rfd_1").orElseThrow().state()).isEqualTo(Hold.State.VOIDED);
            assertThat(order.balance().held()).isEqualTo(FULL);
            assertThat(order.balance().refunded().isZero()).isTrue();
        }

        private static void assertPaid(Order order) {
            assertThat(order.hold("rfd_1").orElseThrow().state()).isEqualTo(Hold.State.SETTLED);
            assertThat(order.balance().held().isZero()).isTrue();
            assertThat(order.balance().refunded()).isEqualTo(FULL);
        }

        @Test
        void is_owed_again_and_the_cards_stay_void() {
            var decided = accepted(OrderMachine.decide(paid, new ReverseRefund("rfd_1", 7)));

            assertThat(decided.events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RefundReversed.class,
                            e -> {
                                assertThat(e.amount()).isEqualTo(FULL);
                                assertThat(e.refundedInAll().isZero()).isTrue();
                            });
            var order = decided.aggregate();
            assertOwed(order);
            assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
            assertThat(order.cards()).filteredOn(c -> c.status() == CardStatus.VOIDED).hasSize(1);
            assertAlreadyDone(order, new ReverseRefund("rfd_1", 7));
            assertRefused(order, new ReleaseHold("rfd_1"), OrderRefusal.HOLD_BEING_PAID);
        }

        @Test
        void is_not_settled_by_the_old_completion() {
            var order = after(paid, new ReverseRefund("rfd_1", 7));

            assertAlreadyDone(order, new SettleRefund("rfd_1", FULL, 5));
        }

        @Test
        void is_settled_by_the_completion_of_its_next_payout() {
            var again =
                    after(paid, new ReverseRefund("rfd_1", 7), new SettleRefund("rfd_1", FULL, 12));

            assertPaid(again);
            assertAlreadyDone(again, new ReverseRefund("rfd_1", 7));
            assertAlreadyDone(again, new SettleRefund("rfd_1", FULL, 5));
            assertOwed(after(again, new ReverseRefund("rfd_1", 15)));
        }

        @Test
        void is_where_the_latest_step_says_in_whatever_order_they_come() {
            var early = after(approved, new ReverseRefund("rfd_1", 7));
            assertOwed(early);
            assertAlreadyDone(early, new SettleRefund("rfd_1", FULL, 5));

            var overtaken = after(paid, new SettleRefund("rfd_1", FULL, 12));
            assertPaid(overtaken);
            assertAlreadyDone(overtaken, new ReverseRefund("rfd_1", 7));
        }

        @Test
        void must_have_been_approved() {
            var held = after(aShippedOrderOf(1), hold("rfd_1", null));

            assertRefused(held, new ReverseRefund("rfd_1", 7), OrderRefusal.HOLD_NOT_VOIDED);
            assertRefused(held, new ReverseRefund("rfd_9", 7), OrderRefusal.HOLD_NOT_OPEN);
        }
    }
}
