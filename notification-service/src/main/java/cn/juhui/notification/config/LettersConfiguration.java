package cn.juhui.notification.config;

import cn.juhui.notification.adapter.messaging.letter.LetterReader;
import cn.juhui.notification.adapter.mongo.letter.MongoLetters;
import cn.juhui.notification.adapter.replay.HttpListeners;
import cn.juhui.notification.adapter.services.HttpBoards;
import cn.juhui.notification.adapter.services.HttpTrails;
import cn.juhui.notification.application.letter.HandleLetters;
import cn.juhui.notification.application.letter.LetterMeters;
import cn.juhui.notification.application.letter.Letters;
import cn.juhui.notification.application.lever.Boards;
import cn.juhui.notification.application.trail.Trails;
import cn.juhui.platform.audit.AuditTrail;
import cn.juhui.platform.http.client.CallerClient;
import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.platform.lever.LeverBoard;
import cn.juhui.platform.messaging.replay.Replays;
import cn.juhui.platform.messaging.topic.Brokers;
import cn.juhui.platform.security.SealingKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/// What operators see and do in all services: dead letters, who did what, what is paused.
@Configuration(proxyBeanMethods = false)
class LettersConfiguration {

    private static final String SELF = "notification-service";

    /// Another service's topic may come later than this one.
    private static final int LOOK_FOR_TOPICS_MS = 15_000;

    private static final long TRY_AGAIN_MS = 2_000;

    /// What operators did in every service.
    @Bean
    Trails trails(AuditTrail own, ServiceClients services) {
        var others = new TreeMap<String, CallerClient>();
        services.clients()
                .keySet()
                .forEach(name -> others.put(name, services.asked(name, "audit-" + name)));
        return new HttpTrails(own, others);
    }

    /// What operators can pause in every service.
    @Bean
    Boards boards(LeverBoard own, ServiceClients services) {
        var others = new TreeMap<String, CallerClient>();
        services.clients()
                .keySet()
                .forEach(name -> others.put(name, services.asked(name, "levers-" + name)));
        return new HttpBoards(SELF, own, others);
    }

    @Bean
    Letters letters(
            MongoTemplate mongo,
            @Value("${juhui.idempotency.keys:}") List<String> keys,
            @Value("${spring.mongodb.uri}") String uri) {
        var seal =
                keys.isEmpty() ? SealingKeys.derived(uri, "dead letters") : SealingKeys.ofHex(keys);
        return new MongoLetters(mongo, seal);
    }

    @Bean
    LetterCounts letterCounts(Letters letters, MeterRegistry meters) {
        return new LetterCounts(letters, meters);
    }

    @Bean
    HandleLetters handleLetters(
            Letters letters,
            AuditTrail audit,
            LetterMeters meters,
            Replays own,
            ServiceClients services) {
        var others = new HashMap<String, CallerClient>();
        services.clients()
                .keySet()
                .forEach(name -> others.put(name, services.asked(name, "replay-" + name)));
        return new HandleLetters(
                letters, new HttpListeners(SELF, own, others), audit, meters, Clock.systemUTC());
    }

    @Bean
    KafkaMessageListenerContainer<byte[], byte[]> letterContainer(
            Brokers brokers,
            Letters letters,
            LetterMeters meters,
            @Value("${spring.cloud.stream.default.consumer.auto-startup:true}") boolean starts) {
        var consumers =
                new DefaultKafkaConsumerFactory<>(
                        brokers.with(
                                Map.of(
                                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                        "earliest",
                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                        false,
                                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                                        LOOK_FOR_TOPICS_MS)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var properties = new ContainerProperties(LetterReader.topics().toArray(String[]::new));
        properties.setGroupId(SELF);
        properties.setClientId(SELF + "-letters");
        properties.setMessageListener(new LetterReader(letters, meters));
        var container = new KafkaMessageListenerContainer<>(consumers, properties);
        container.setBeanName("letters");
        container.setAutoStartup(starts);
        container.setCommonErrorHandler(
                new DefaultErrorHandler(
                        new FixedBackOff(TRY_AGAIN_MS, FixedBackOff.UNLIMITED_ATTEMPTS)));
        return container;
    }
}
