package cn.juhui.refund.application;

import static cn.juhui.refund.domain.Situations.CUSTOMER;
import static cn.juhui.refund.domain.Situations.ID;
import static cn.juhui.refund.domain.Situations.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutAbnormal;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutIds;
import cn.juhui.contracts.payout.PayoutUnknown;
import cn.juhui.contracts.payout.UnknownReason;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.messaging.ReceivedEvent;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.state.Payout;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordPayoutEventTest {

    private static final String PAYOUT = Situations.approved().refund().payoutId();

    private final MovableClock clock = new MovableClock(Situations.approved().now());
    private final MemoryJournal<Refund, RefundEvent> journal =
            new MemoryJournal<>(clock, Refund::dueAt);
    private final RecordPayoutEvent recordPayout =
            new RecordPayoutEvent(new RefundCommands(journal, ids -> List.of(), clock));

    private void hear(long sequence, boolean again, PayoutEvent event) {
        var id = "evt_" + sequence;
        recordPayout.record(
                new ReceivedEvent<>(
                        id, PAYOUT, sequence, again, clock.instant(), "mer_1", null, event));
    }

    private static PayoutUnknown unknown() {
        return new PayoutUnknown(
                new PayoutIds(
                        new PayoutId(PAYOUT),
                        new RefundId(ID),
                        new OrderId("ord_1"),
                        new CustomerId(CUSTOMER.id()),
                        new MerchantId("mer_1")),
                PRICE,
                PaymentChannel.ALIPAY,
                PAYOUT + "-1",
                UnknownReason.TIMEOUT);
    }

    private static PayoutAbnormal abnormal() {
        return new PayoutAbnormal(
                new PayoutIds(
                        new PayoutId(PAYOUT),
                        new RefundId(ID),
                        new OrderId("ord_1"),
                        new CustomerId(CUSTOMER.id()),
                        new MerchantId("mer_1")),
                PRICE,
                PaymentChannel.ALIPAY,
                PAYOUT + "-1",
                "ACCOUNT_CLOSED");
    }

    private Payout payout() {
        return journal.find(ID).orElseThrow().aggregate().payout();
    }

    /// The second "unknown" says nothing new to the case and is not kept; told again behind the "abnormal" it would hide that an account is needed.
    @Test
    void how_things_stood_is_not_believed_again_after_how_they_stand() {
        var approved = Situations.approved();
        assertThat(journal.add(ID, approved.refund(), List.of(), Cause.clock("test"))).isPresent();
        hear(2, false, unknown());
        hear(4, false, unknown());
        hear(5, false, abnormal());

        hear(2, true, unknown());
        hear(4, true, unknown());
        hear(5, true, abnormal());

        assertThat(payout()).isInstanceOf(Payout.Abnormal.class);
    }

    @Test
    void what_was_missed_is_believed_when_it_is_told_again() {
        var approved = Situations.approved();
        assertThat(journal.add(ID, approved.refund(), List.of(), Cause.clock("test"))).isPresent();
        hear(2, false, unknown());

        hear(4, true, unknown());
        hear(5, true, abnormal());

        assertThat(payout()).isInstanceOf(Payout.Abnormal.class);
    }
}
