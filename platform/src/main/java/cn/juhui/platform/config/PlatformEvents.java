package cn.juhui.platform.config;

import cn.juhui.contracts.Topics;
import cn.juhui.platform.journal.JournalFactory;
import cn.juhui.platform.journal.StoredListener;
import cn.juhui.platform.messaging.DeadLetters;
import cn.juhui.platform.messaging.EventReader;
import cn.juhui.platform.messaging.EventSender;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/// Events: journals out, listeners in, topics and dead letters declared by code.
@AutoConfiguration(
        afterName =
                "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration")
@ConditionalOnProperty(name = "juhui.kafka.enabled", matchIfMissing = true)
class PlatformEvents {

    private final String service;
    private final String bootstrapServers;

    PlatformEvents(
            @Value("${spring.application.name}") String service,
            @Value("${spring.kafka.bootstrap-servers}") String bootstrapServers) {
        this.service = service;
        this.bootstrapServers = bootstrapServers;
    }

    @Bean
    EventReader eventReader() {
        return new EventReader();
    }

    @Bean
    EventSender eventSender() {
        return new EventSender(service, bootstrapServers);
    }

    @Bean
    JournalFactory journalFactory(
            MongoTemplate mongo,
            EventSender sender,
            Clock clock,
            ObjectProvider<StoredListener> listeners) {
        return new JournalFactory(
                mongo,
                sender,
                clock,
                (collection, id) -> listeners.forEach(l -> l.stored(collection, id)));
    }

    @Bean
    DeadLetters deadLetters() {
        return new DeadLetters(bootstrapServers);
    }

    /// Creates what is missing when the service starts; never shrinks anything.
    @Bean
    KafkaAdmin kafkaAdmin() {
        var admin = new KafkaAdmin(Map.of("bootstrap.servers", bootstrapServers));
        admin.setFatalIfBrokerNotAvailable(true);
        return admin;
    }

    @Bean
    KafkaAdmin.NewTopics topics(@Value("${juhui.kafka.replicas:1}") short replicas) {
        var topics = new ArrayList<NewTopic>();
        for (var topic : Topics.ALL) {
            topics.add(topic(topic, replicas));
            topics.add(topic(Topics.deadLetters(topic, service), replicas));
        }
        return new KafkaAdmin.NewTopics(topics.toArray(NewTopic[]::new));
    }

    private static NewTopic topic(String name, short replicas) {
        return TopicBuilder.name(name).partitions(Topics.PARTITIONS).replicas(replicas).build();
    }
}
