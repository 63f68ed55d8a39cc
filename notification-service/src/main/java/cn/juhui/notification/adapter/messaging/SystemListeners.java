package cn.juhui.notification.adapter.messaging;

import cn.juhui.contracts.order.CardUseClaimed;
import cn.juhui.contracts.order.CardUsed;
import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OrderPlaced;
import cn.juhui.contracts.order.OrderRefunded;
import cn.juhui.contracts.order.OrderShipped;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.contracts.order.RefundHoldReleased;
import cn.juhui.contracts.order.RefundReversed;
import cn.juhui.contracts.order.RefundStopped;
import cn.juhui.contracts.payout.PayoutAbnormal;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutFailed;
import cn.juhui.contracts.payout.PayoutInitiated;
import cn.juhui.contracts.payout.PayoutPaidTwice;
import cn.juhui.contracts.payout.PayoutPaidTwiceUndone;
import cn.juhui.contracts.payout.PayoutQueried;
import cn.juhui.contracts.payout.PayoutRetried;
import cn.juhui.contracts.payout.PayoutReversed;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.contracts.payout.PayoutUnknown;
import cn.juhui.notification.application.TellPeople;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;
import cn.juhui.platform.messaging.ReceivedEvent;
import java.util.List;

/// Listens to what of orders and payouts a merchant's systems are told, and nobody else. What lets cards go or says where money is, is shown to its source first: a shop's system acts
/// on it by itself.
public final class SystemListeners {

    private final TellPeople tell;

    public SystemListeners(TellPeople tell) {
        this.tell = tell;
    }

    public EventListener orders(EventReader reader) {
        return EventListener.with(reader)
                .on(RefundHeld.class, this::ofOrder)
                .on(CardsVoided.class, this::ofOrder)
                .onProven(RefundHoldReleased.class, this::ofOrder)
                .passBy(
                        OrderEvent.class,
                        List.of(
                                OrderPlaced.class,
                                OrderShipped.class,
                                CardUsed.class,
                                CardUseClaimed.class,
                                RefundHoldDeclined.class,
                                RefundStopped.class,
                                OrderRefunded.class,
                                RefundReversed.class));
    }

    public EventListener payouts(EventReader reader) {
        return EventListener.with(reader)
                .onProven(PayoutCompleted.class, this::ofPayout)
                .onProven(PayoutReversed.class, this::ofPayout)
                .passBy(
                        PayoutEvent.class,
                        List.of(
                                PayoutInitiated.class,
                                PayoutSubmitted.class,
                                PayoutFailed.class,
                                PayoutUnknown.class,
                                PayoutAbnormal.class,
                                PayoutPaidTwice.class,
                                PayoutPaidTwiceUndone.class,
                                PayoutQueried.class,
                                PayoutRetried.class));
    }

    private void ofOrder(ReceivedEvent<? extends OrderEvent> heard) {
        tell.tellSystems(heard, heard.event().merchantId());
    }

    private void ofPayout(ReceivedEvent<? extends PayoutEvent> heard) {
        tell.tellSystems(heard, heard.event().merchantId());
    }
}
