package cn.juhui.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.card.CardStatus;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.payout.domain.Payout;
import cn.juhui.platform.journal.history.HashChain;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/// What must be true after every step of a story.
final class Laws {

    private final House house;
    private final Map<String, Status> ended = new HashMap<>();

    Laws(House house) {
        this.house = house;
    }

    /// @throws AssertionError when one is broken
    void hold() {
        house.orderIds.forEach(id -> order(house.orders.find(id).orElseThrow().aggregate()));
        house.refundIds.forEach(id -> refund(house.refunds.find(id).orElseThrow().aggregate()));
        house.refundIds.forEach(this::paidOnce);
    }

    /// Every history is gap-free and chained.
    void chain() {
        house.orderIds.forEach(id -> unbroken(house.orders, id));
        house.refundIds.forEach(id -> unbroken(house.refunds, id));
        house.refundIds.forEach(id -> unbroken(house.payouts, Payout.idFor(id)));
    }

    /// R6, R7: the balance, and one open case per card.
    private static void order(Order order) {
        var balance = order.balance();
        assertThat(balance.held().value() + balance.refunded().value())
                .isLessThanOrEqualTo(balance.paid().value());
        var held = new HashSet<String>();
        for (var hold : order.holds()) {
            if (hold.state() == Hold.State.HELD || hold.state() == Hold.State.VOIDED) {
                hold.cardIds().forEach(card -> assertThat(held.add(card)).as(card).isTrue());
            }
        }
    }

    private void refund(Refund refund) {
        var status = refund.status();
        var before = ended.get(refund.id());
        if (before != null && before != Status.COMPLETED) {
            assertThat(status).as("after its end").isEqualTo(before);
        }
        if (before == Status.COMPLETED && status != Status.COMPLETED) {
            assertThat(refund.approved()).isNotNull();
            ended.remove(refund.id());
        }
        if (status.ends()) {
            ended.put(refund.id(), status);
            assertThat(refund.dueAt()).as("%s", refund).isNull();
        } else if (status != Status.REQUESTED) {
            assertThat(refund.dueAt()).as("%s", refund).isNotNull();
        }
    }

    /// No payout without an approval and void cards; no second one; none above the approval.
    private void paidOnce(String refundId) {
        var payoutId = Payout.idFor(refundId);
        var payout = house.payouts.find(payoutId).map(p -> p.aggregate()).orElse(null);
        var paid =
                house.channel.paid().values().stream()
                        .filter(p -> p.payoutNo().startsWith(payoutId))
                        .toList();
        // What a channel called stuck and paid all the same is its doing; nothing else is paid
        // twice.
        assertThat(paid)
                .filteredOn(p -> !house.channel.isLate(p.payoutNo()))
                .hasSizeLessThanOrEqualTo(1);
        if (payout == null) {
            assertThat(paid).isEmpty();
            return;
        }
        var refund = house.refunds.find(refundId).orElseThrow().aggregate();
        assertThat(refund.approved()).as("%s", refund).isEqualTo(payout.amount());
        var order = house.orders.find(payout.orderId()).orElseThrow().aggregate();
        for (var card : order.hold(refundId).orElseThrow().cardIds()) {
            assertThat(order.card(card).orElseThrow().status()).isEqualTo(CardStatus.VOIDED);
        }
        paid.forEach(p -> assertThat(p.amount()).isEqualTo(payout.amount().value()));
    }

    private static void unbroken(MemoryJournal<?, ?> journal, String id) {
        assertThat(HashChain.firstBroken(journal.history(id))).as(id).isEmpty();
    }
}
