package cn.juhui.notification.config;

import cn.juhui.notification.adapter.mongo.MongoTopicPlaces;
import cn.juhui.notification.adapter.topic.KafkaMerchantTopics;
import cn.juhui.notification.application.feed.Feed;
import cn.juhui.notification.application.topic.FillTopics;
import cn.juhui.platform.messaging.topic.Brokers;
import cn.juhui.platform.messaging.topic.DeclaredTopics;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Topics of their own for the merchants that `MERCHANT_TOPICS` names.
@Configuration(proxyBeanMethods = false)
class TopicsConfiguration {

    @Bean
    MerchantFeeds merchantFeeds(
            @Value("${juhui.merchant-topics}") List<String> merchantIds,
            @Value("${juhui.kafka.partitions}") int partitions,
            @Value("${juhui.kafka.replicas}") short replicas,
            MongoTemplate mongo,
            Feed feed,
            Brokers brokers) {
        if (merchantIds.isEmpty()) {
            return new MerchantFeeds(null, null);
        }
        var names = merchantIds.stream().map(KafkaMerchantTopics::topicOf).toList();
        new DeclaredTopics(names, brokers, partitions, replicas).create();
        var topics = new KafkaMerchantTopics(brokers);
        var fill =
                new FillTopics(
                        Set.copyOf(merchantIds),
                        feed,
                        new MongoTopicPlaces(mongo, merchantIds),
                        topics,
                        Clock.systemUTC());
        return new MerchantFeeds(fill, topics);
    }
}
