package cn.juhui.notification.config;

import cn.juhui.notification.adapter.mongo.MongoTopicPlaces;
import cn.juhui.notification.adapter.topic.KafkaMerchantTopics;
import cn.juhui.notification.application.Arrivals;
import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.application.feed.Feed;
import cn.juhui.notification.application.topic.FillTopics;
import cn.juhui.notification.application.topic.TopicPlaces;
import cn.juhui.notification.application.topic.WatchTopics;
import cn.juhui.platform.messaging.topic.Brokers;
import cn.juhui.platform.messaging.topic.DeclaredTopics;
import cn.juhui.platform.resilience.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Topics of their own for the merchants that `MERCHANT_TOPICS` names.
@Configuration(proxyBeanMethods = false)
class TopicsConfiguration {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    @Bean
    TopicPlaces topicPlaces(
            @Value("${juhui.merchant-topics}") List<String> merchantIds, MongoTemplate mongo) {
        return new MongoTopicPlaces(mongo, merchantIds);
    }

    @Bean
    MerchantFeeds merchantFeeds(
            @Value("${juhui.merchant-topics}") List<String> merchantIds,
            @Value("${juhui.kafka.partitions}") int partitions,
            @Value("${juhui.kafka.replicas}") short replicas,
            TopicPlaces places,
            Feed feed,
            Brokers brokers) {
        if (merchantIds.isEmpty()) {
            return new MerchantFeeds(null, null);
        }
        var names = merchantIds.stream().map(KafkaMerchantTopics::topicOf).toList();
        new DeclaredTopics(names, brokers, partitions, replicas).create();
        var topics = new KafkaMerchantTopics(brokers);
        var fill = new FillTopics(Set.copyOf(merchantIds), feed, places, topics, Clock.systemUTC());
        return new MerchantFeeds(fill, topics);
    }

    @Bean
    Ticker topicWatch(
            @Value("${juhui.merchant-topics}") List<String> merchantIds,
            TopicPlaces places,
            Feed feed,
            Notifications notifications,
            Arrivals arrivals,
            Clock businessClock,
            MeterRegistry meters) {
        var watch =
                new WatchTopics(
                        Set.copyOf(merchantIds),
                        feed,
                        places,
                        notifications,
                        arrivals,
                        Clock.systemUTC(),
                        businessClock);
        Gauge.builder("juhui.merchant.topics.behind", watch, w -> w.behind().toSeconds())
                .description(
                        "For how long the event that waits longest for its merchant's topic waits")
                .baseUnit("seconds")
                .register(meters);
        return new Ticker("merchant-topics-watch", LOOK_EVERY, watch::look);
    }
}
