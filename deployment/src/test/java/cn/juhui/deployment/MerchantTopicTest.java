package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.adapter.topic.KafkaMerchantTopics;
import cn.juhui.notification.domain.feed.FeedEvent;
import cn.juhui.platform.messaging.topic.Brokers;
import cn.juhui.platform.messaging.topic.DeclaredTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A merchant's user with the rights that docs/webhooks.md gives it, at a real broker with compose's settings: it reads its own topic, which notification-service wrote with its own rights,
/// and nothing else.
class MerchantTopicTest {

    private static final String PAGE = Repository.text("docs/webhooks.md");
    private static final String GUOKA = "mer_guoka";
    private static final String XINGKA = "mer_xingka";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir static Path room;

    @SuppressWarnings("NullAway.Init")
    private static ComposeBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = ComposeBroker.start(room);
        broker.alsoDo(calls());
        var brokers = new Brokers(broker.as("notification-service"));
        var names = List.of("juhui.merchant." + GUOKA, "juhui.merchant." + XINGKA);
        new DeclaredTopics("notification-service", Topics.ALL, brokers, 1, (short) -1).create();
        new DeclaredTopics(names, brokers, 1, (short) -1).create();
        try (var topics = new KafkaMerchantTopics(brokers)) {
            topics.put(GUOKA, List.of(event(GUOKA, 1), event(GUOKA, 2)));
            topics.put(XINGKA, List.of(event(XINGKA, 1)));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /// The commands of the page, with a password.
    private static List<List<String>> calls() {
        return PAGE.lines()
                .filter(line ->
                        line.startsWith("kafka-configs.sh ") || line.startsWith("kafka-acls.sh "))
                .map(line -> line.replace("password=…", "password=" + GUOKA))
                .map(MerchantTopicTest::words)
                .toList();
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
    }

    private static FeedEvent event(String merchantId, int sequence) {
        var id = "evt_" + merchantId + sequence;
        var json =
                """
                {"specversion": "1.0", "id": "%s", "source": "/refund-service", "type": "refund.merchant_urged", "time": "2026-11-24T09:00:06Z",
                 "datacontenttype": "application/json", "merchantid": "%s", "subject": "rfd_1", "sequence": "%d", "sequencetype": "Integer", "data": {"count": %d}}
                """
                        .formatted(id, merchantId, sequence, sequence);
        return new FeedEvent(
                id,
                merchantId,
                "refund.merchant_urged",
                "rfd_1",
                Instant.EPOCH,
                sequence,
                json,
                null);
    }

    private static Map<String, Object> asGuoka() {
        return broker.as(GUOKA, GUOKA);
    }

    /// What arrives, with its id; the group's place is moved, too.
    private static List<String> heard(String group, String topic, int many) {
        var settings = new HashMap<>(asGuoka());
        settings.put("group.id", group);
        settings.put("auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var heard = new ArrayList<String>();
            var deadline = Instant.now().plusSeconds(30);
            while (heard.size() < many && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                heard.add(
                                        new String(
                                                record.headers().lastHeader("ce_id").value(),
                                                java.nio.charset.StandardCharsets.UTF_8)));
            }
            consumer.commitSync();
            return heard;
        }
    }

    @Test
    void it_reads_its_own_topic_in_a_group_of_its_own() {
        assertThat(heard("mer_guoka.erp", "juhui.merchant.mer_guoka", 2))
                .containsExactly("evt_mer_guoka1", "evt_mer_guoka2");
    }

    @Test
    void it_reads_no_other_merchants_topic_and_none_of_the_houses() {
        var others = new ArrayList<>(Topics.ALL);
        others.add("juhui.merchant." + XINGKA);
        others.add(Topics.deadLetters(Topics.REFUNDS, "notification-service"));
        for (var topic : others) {
            assertThatThrownBy(() -> heard("mer_guoka.erp", topic, 1))
                    .as(topic)
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void it_reads_in_no_group_of_others() {
        for (var group : List.of("notification-service", "mer_guoka2.erp", "erp")) {
            assertThatThrownBy(() -> heard(group, "juhui.merchant.mer_guoka", 1))
                    .as(group)
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    void it_writes_nothing() {
        var settings = new HashMap<>(asGuoka());
        // Who may write nothing gets no producer id either; this way it is the topic that refuses.
        settings.put("enable.idempotence", false);
        for (var topic : List.of("juhui.merchant.mer_guoka", Topics.REFUNDS)) {
            try (var producer =
                    new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                var sent = producer.send(new ProducerRecord<>(topic, "key", "value"));
                assertThatThrownBy(() -> sent.get(30, TimeUnit.SECONDS))
                        .as(topic)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(TopicAuthorizationException.class);
            }
        }
    }

    @Test
    void whose_right_to_fill_it_is_missing_hears_which_topic_it_is() {
        try (var topics = new KafkaMerchantTopics(new Brokers(broker.as("order-service")))) {
            assertThatThrownBy(() -> topics.put(GUOKA, List.of(event(GUOKA, 3))))
                    .hasMessageContaining("TopicAuthorizationException")
                    .hasMessageContaining("juhui.merchant." + GUOKA);
        }
    }

    @Test
    void the_option_for_kubernetes_grants_the_same_as_the_page() {
        var user = Overlay.of("every-option").the("KafkaUser", "mer-guoka");
        var inKubernetes =
                BrokerRight.of(GUOKA, user).map(BrokerRight::toString).collect(Collectors.toSet());
        assertThat(new TreeSet<>(inKubernetes))
                .isEqualTo(
                        ComposeBroker.rights(calls()).stream()
                                .map(BrokerRight::toString)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
