package cn.juhui.payout.adapter.messaging;

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
import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.EvidenceRequested;
import cn.juhui.contracts.refund.EvidenceSupplied;
import cn.juhui.contracts.refund.ExpressApproved;
import cn.juhui.contracts.refund.InterventionOpened;
import cn.juhui.contracts.refund.InterventionTaken;
import cn.juhui.contracts.refund.LossRecorded;
import cn.juhui.contracts.refund.MerchantApproved;
import cn.juhui.contracts.refund.MerchantOverdue;
import cn.juhui.contracts.refund.MerchantRejected;
import cn.juhui.contracts.refund.MerchantReviewStarted;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.refund.OfferAccepted;
import cn.juhui.contracts.refund.OfferDeclined;
import cn.juhui.contracts.refund.OfferMade;
import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.PayoutStopped;
import cn.juhui.contracts.refund.RefundAppealed;
import cn.juhui.contracts.refund.RefundClosed;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundDeclined;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.RefundRequested;
import cn.juhui.contracts.refund.RefundResubmitted;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.RefundWithdrawn;
import cn.juhui.contracts.refund.ReplacementAccountNamed;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.contracts.refund.RulingProposed;
import cn.juhui.contracts.refund.RulingReturned;
import cn.juhui.contracts.refund.UseClaimed;
import cn.juhui.payout.application.InitiatePayout;
import cn.juhui.payout.application.ReissuePayout;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The ears of the service; bound to their topics in `payout-service.yml`.
@Configuration(proxyBeanMethods = false)
public class PayoutListeners {

    @Bean
    EventListener orders(InitiatePayout initiate, EventReader reader) {
        return EventListener.with(reader)
                .on(
                        CardsVoided.class,
                        heard -> initiate.handle(heard.event(), heard.cause("payout-service")))
                .passBy(
                        OrderEvent.class,
                        List.of(
                                OrderPlaced.class,
                                OrderShipped.class,
                                CardUsed.class,
                                CardUseClaimed.class,
                                RefundHeld.class,
                                RefundHoldDeclined.class,
                                RefundHoldReleased.class,
                                RefundStopped.class,
                                OrderRefunded.class,
                                RefundReversed.class));
    }

    @Bean
    EventListener refunds(ReissuePayout reissue, EventReader reader) {
        return EventListener.with(reader)
                .on(ReplacementAccountVerified.class, reissue::reissue)
                .passBy(
                        RefundEvent.class,
                        List.of(
                                RefundRequested.class,
                                RefundDeclined.class,
                                MerchantReviewStarted.class,
                                MerchantOverdue.class,
                                MerchantUrged.class,
                                EvidenceRequested.class,
                                EvidenceSupplied.class,
                                OfferMade.class,
                                OfferAccepted.class,
                                OfferDeclined.class,
                                MerchantApproved.class,
                                MerchantRejected.class,
                                ExpressApproved.class,
                                RefundResubmitted.class,
                                RefundAppealed.class,
                                InterventionOpened.class,
                                InterventionTaken.class,
                                UseClaimed.class,
                                PayoutStopped.class,
                                RulingProposed.class,
                                RulingReturned.class,
                                RefundRuled.class,
                                RefundWithdrawn.class,
                                RefundClosed.class,
                                DeadlineChanged.class,
                                PayoutRecorded.class,
                                LossRecorded.class,
                                ReplacementAccountNamed.class,
                                RefundCompleted.class));
    }
}
