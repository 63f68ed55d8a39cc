package cn.juhui.notification.config;

import cn.juhui.notification.adapter.mongo.MongoFeed;
import cn.juhui.notification.adapter.mongo.webhook.MongoDeliveries;
import cn.juhui.notification.adapter.mongo.webhook.MongoEndpointQueues;
import cn.juhui.notification.adapter.mongo.webhook.MongoEndpoints;
import cn.juhui.notification.adapter.receiver.HttpReceivers;
import cn.juhui.notification.application.Arrivals;
import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.application.feed.Feed;
import cn.juhui.notification.application.feed.FeedWaiters;
import cn.juhui.notification.application.feed.ReadFeed;
import cn.juhui.notification.application.webhook.DeliverWebhooks;
import cn.juhui.notification.application.webhook.Deliveries;
import cn.juhui.notification.application.webhook.DisableEndpoint;
import cn.juhui.notification.application.webhook.EndpointQueues;
import cn.juhui.notification.application.webhook.MakeDeliveries;
import cn.juhui.notification.application.webhook.ManageEndpoints;
import cn.juhui.notification.application.webhook.Receivers;
import cn.juhui.notification.application.webhook.SendDelivery;
import cn.juhui.notification.application.webhook.SendingRound;
import cn.juhui.notification.application.webhook.TellOfDisabling;
import cn.juhui.notification.application.webhook.WakeEndpoints;
import cn.juhui.notification.domain.webhook.Delivery;
import cn.juhui.notification.domain.webhook.TargetUrl;
import cn.juhui.platform.lever.LeverKind;
import cn.juhui.platform.lever.Pausables;
import cn.juhui.platform.lever.mongo.MongoLevers;
import cn.juhui.platform.resilience.Ticker;
import cn.juhui.platform.security.SealingKeys;
import cn.juhui.platform.trace.Tracing;
import cn.juhui.platform.watch.Figure;
import cn.juhui.platform.watch.Figure.Row;
import cn.juhui.platform.watch.FigureWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Webhooks and the feed. Everything here goes by real time.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    private static final Clock REAL = Clock.systemUTC();

    /// So many are counted of an endpoint that is paused.
    private static final int MOST_WAITING = 200;

    @Bean
    TargetUrl targetUrl(WebhookSettings settings) {
        return new TargetUrl(settings.ports(), settings.loopback());
    }

    @Bean
    MongoEndpoints endpoints(MongoTemplate mongo, WebhookSettings settings) {
        return new MongoEndpoints(mongo, SealingKeys.ofHex(settings.keys()));
    }

    @Bean
    FigureWatch.Own webhookFigures(MongoEndpointQueues queues, MeterRegistry meters) {
        return new FigureWatch.Own(
                List.of(
                        new Figure(
                                MultiGauge.builder("juhui.webhooks.waiting")
                                        .description("Endpoints that have something to be sent")
                                        .register(meters),
                                () -> List.of(new Row(queues.due(REAL.instant())))),
                        new Figure(
                                MultiGauge.builder("juhui.webhooks.waiting.oldest")
                                        .description(
                                                "For how long the one is due that waits longest for its turn")
                                        .baseUnit("seconds")
                                        .register(meters),
                                () ->
                                        List.of(
                                                new Row(
                                                        queues.longestDue(REAL.instant())
                                                                .toSeconds())))));
    }

    @Bean
    MongoEndpointQueues endpointQueues(
            MongoTemplate mongo, WebhookSettings settings, MongoEndpoints endpoints) {
        return new MongoEndpointQueues(mongo, SealingKeys.ofHex(settings.keys()));
    }

    @Bean
    Ticker endpointUpkeep(MongoEndpoints endpoints, WebhookSettings settings) {
        return new Ticker("webhook-secrets", settings.upkeepEvery(), endpoints::reseal);
    }

    @Bean
    DisableEndpoint disableEndpoint(
            MongoEndpoints endpoints,
            Notifications notifications,
            Arrivals arrivals,
            Clock businessClock) {
        return new DisableEndpoint(
                endpoints, new TellOfDisabling(notifications, arrivals, businessClock));
    }

    /// News of disabled endpoints that a process which died had not told.
    @Bean
    Ticker endpointNotices(DisableEndpoint disable, WebhookSettings settings) {
        return new Ticker("webhook-notices", settings.upkeepEvery(), disable::tellTheRest);
    }

    @Bean
    Deliveries deliveries(MongoTemplate mongo) {
        return new MongoDeliveries(mongo);
    }

    @Bean
    Feed feed(MongoTemplate mongo, Notifications notifications) {
        return new MongoFeed(mongo);
    }

    @Bean
    FeedWaiters feedWaiters() {
        return new FeedWaiters();
    }

    @Bean
    ReadFeed readFeed(Feed feed, FeedWaiters waiters) {
        return new ReadFeed(feed, waiters);
    }

    @Bean
    HttpReceivers receivers(TargetUrl targets, WebhookSettings settings, MeterRegistry meters) {
        return new HttpReceivers(targets, settings.timeOut(), meters);
    }

    @Bean
    WakeEndpoints wakeEndpoints(
            MongoEndpoints endpoints,
            EndpointQueues queues,
            Feed feed,
            Deliveries deliveries,
            Receivers receivers,
            DisableEndpoint disable,
            MongoLevers levers,
            Tracing tracing) {
        var send = new SendDelivery(receivers, deliveries, tracing, REAL);
        var deliver =
                new DeliverWebhooks(
                        queues,
                        new MakeDeliveries(feed, deliveries, REAL),
                        new SendingRound(deliveries, send, disable, REAL),
                        levers.of(LeverKind.WEBHOOK.word()),
                        REAL);
        return new WakeEndpoints(queues, feed, deliver, REAL);
    }

    /// There may be many: those that are paused are listed. One that was removed meanwhile can still be resumed.
    @Bean
    Pausables pausableEndpoints(
            MongoLevers levers, MongoEndpoints endpoints, Deliveries deliveries) {
        var paused = levers.of(LeverKind.WEBHOOK.word());
        return new Pausables(
                LeverKind.WEBHOOK,
                paused,
                List::of,
                id -> endpoints.isThere(id) || paused.isPaused(id),
                id -> {
                    var waiting = deliveries.pending(id, MOST_WAITING);
                    return new Pausables.Waiting(
                            waiting.size(),
                            waiting.stream()
                                    .map(Delivery::createdAt)
                                    .min(Instant::compareTo)
                                    .orElse(null));
                });
    }

    @Bean
    ManageEndpoints manageEndpoints(
            MongoEndpoints endpoints,
            EndpointQueues queues,
            Deliveries deliveries,
            Feed feed,
            WakeEndpoints wakes) {
        return new ManageEndpoints(endpoints, queues, deliveries, feed, wakes, REAL);
    }
}
