package cn.juhui.refund.adapter.messaging;

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
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;
import cn.juhui.refund.application.RecordOrderEvent;
import cn.juhui.refund.application.RecordPayoutEvent;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The ears of the service; bound to their topics in `refund-service.yml`.
@Configuration(proxyBeanMethods = false)
public class RefundListeners {

    @Bean
    EventListener orders(RecordOrderEvent record, EventReader reader) {
        return EventListener.with(reader)
                .on(RefundHeld.class, record::held)
                .onProven(RefundHoldDeclined.class, record::declined)
                .onProven(CardUseClaimed.class, record::useClaimed)
                .onProven(RefundStopped.class, record::stopped)
                .passBy(
                        OrderEvent.class,
                        List.of(
                                OrderPlaced.class,
                                OrderShipped.class,
                                CardUsed.class,
                                RefundHoldReleased.class,
                                CardsVoided.class,
                                OrderRefunded.class,
                                RefundReversed.class));
    }

    /// Each says where the money is, so each is shown to payout-service.
    @Bean
    EventListener payouts(RecordPayoutEvent payout, EventReader reader) {
        return EventListener.with(reader)
                .onProven(PayoutSubmitted.class, payout::record)
                .onProven(PayoutCompleted.class, payout::record)
                .onProven(PayoutFailed.class, payout::record)
                .onProven(PayoutUnknown.class, payout::record)
                .onProven(PayoutAbnormal.class, payout::record)
                .onProven(PayoutReversed.class, payout::record)
                .onProven(PayoutPaidTwice.class, payout::record)
                .onProven(PayoutPaidTwiceUndone.class, payout::record)
                .passBy(
                        PayoutEvent.class,
                        List.of(PayoutInitiated.class, PayoutQueried.class, PayoutRetried.class));
    }
}
