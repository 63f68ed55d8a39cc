package cn.juhui.payout.adapter.messaging;

import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.payout.application.InitiatePayout;
import cn.juhui.payout.application.ReissuePayout;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/// The ears of the service; bound to their topics in `payout-service.yml`.
@Configuration(proxyBeanMethods = false)
public class PayoutListeners {

    @Bean
    Consumer<Message<byte[]>> orders(InitiatePayout initiate, EventReader reader) {
        return EventListener.with(reader)
                .on(
                        CardsVoided.class,
                        heard -> initiate.handle(heard.event(), heard.cause("payout-service")));
    }

    @Bean
    Consumer<Message<byte[]>> refunds(ReissuePayout reissue, EventReader reader) {
        return EventListener.with(reader).on(ReplacementAccountVerified.class, reissue::reissue);
    }
}
