package cn.juhui.notification.config;

import cn.juhui.contracts.evidence.ConversationCarriedOver;
import cn.juhui.contracts.evidence.ConversationHandedOver;
import cn.juhui.contracts.evidence.ConversationSettled;
import cn.juhui.contracts.evidence.ConversationTaken;
import cn.juhui.contracts.evidence.EvidenceAttached;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.EvidenceScanned;
import cn.juhui.contracts.evidence.EvidenceUploaded;
import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.contracts.evidence.OrderMessagePosted;
import cn.juhui.notification.adapter.http.StreamLimits;
import cn.juhui.notification.adapter.http.Streams;
import cn.juhui.notification.adapter.messaging.RefundListeners;
import cn.juhui.notification.adapter.messaging.SystemListeners;
import cn.juhui.notification.adapter.mongo.MongoNotifications;
import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.application.TellPeople;
import cn.juhui.notification.application.contact.Wording;
import cn.juhui.notification.application.feed.FeedArrivals;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.data.mongodb.core.MongoTemplate;

/// The table of contents of the service.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamLimits.class)
class NotificationConfiguration {

    @Bean
    Notifications notifications(MongoTemplate mongo, MessagesConfiguration.Carriers carriers) {
        return new MongoNotifications(mongo, !carriers.all().isEmpty());
    }

    @Bean
    Streams streams(Notifications notifications, Wording wording, StreamLimits limits) {
        return new Streams(notifications, wording, limits, Clock.systemUTC());
    }

    /// Streams end before the web server waits for open requests to end.
    @Bean
    ApplicationListener<ContextClosedEvent> endStreams(Streams streams) {
        return closed -> streams.close();
    }

    @Bean
    TellPeople tellPeople(
            Notifications notifications,
            Streams streams,
            List<FeedArrivals> feedArrivals,
            Clock clock) {
        return new TellPeople(
                notifications,
                streams,
                merchantId -> feedArrivals.forEach(one -> one.arrived(merchantId)),
                clock);
    }

    @Bean
    EventListener refunds(EventReader reader, TellPeople tellPeople) {
        return RefundListeners.listener(reader, tellPeople);
    }

    @Bean
    EventListener orders(EventReader reader, TellPeople tellPeople) {
        return new SystemListeners(tellPeople).orders(reader);
    }

    @Bean
    EventListener payouts(EventReader reader, TellPeople tellPeople) {
        return new SystemListeners(tellPeople).payouts(reader);
    }

    @Bean
    EventListener evidence(EventReader reader, TellPeople tellPeople) {
        return EventListener.with(reader)
                .on(MessagePosted.class, tellPeople::tellOfMessage)
                .on(OrderMessagePosted.class, tellPeople::tellOfOrderMessage)
                .on(ConversationHandedOver.class, tellPeople::tellOfHandOver)
                .passBy(
                        EvidenceEvent.class,
                        List.of(
                                EvidenceUploaded.class,
                                EvidenceScanned.class,
                                EvidenceAttached.class,
                                ConversationTaken.class,
                                ConversationCarriedOver.class,
                                ConversationSettled.class));
    }
}
