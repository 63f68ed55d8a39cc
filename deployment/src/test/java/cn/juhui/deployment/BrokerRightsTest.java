package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.wire.Topics;
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
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Who may do what at the broker: the same in docker compose and in Kubernetes, and a real broker holds to it.
class BrokerRightsTest {

    @SuppressWarnings("unused")
    static final List<String> SERVICES = ServiceSettings.SERVICES;

    /// Who shows dead letters to operators.
    private static final String SHOWS = "notification-service";

    private static final String MERCHANTS_TOPICS = "juhui.merchant.";

    private static final String SERVICES_HERE = "cn.juhui.deployment.BrokerRightsTest#SERVICES";

    @TempDir static Path room;

    @SuppressWarnings("NullAway.Init")
    private static ComposeBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = ComposeBroker.start(room);
        for (var service : SERVICES) {
            // As itself, the way every service does it when it starts.
            var listensTo = ServiceSettings.of(service).listensTo().keySet();
            new DeclaredTopics(service, listensTo, new Brokers(broker.as(service)), 1, (short) -1)
                    .create();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Nested
    class The_tables {

        @Test
        void of_the_contract_name_who_listens() {
            for (var topic : Topics.ALL) {
                var listeners =
                        SERVICES.stream()
                                .filter(service ->
                                        ServiceSettings.of(service).listensTo().containsKey(topic))
                                .toList();
                assertThat(Topics.LISTENERS.get(topic))
                        .as(topic)
                        .containsExactlyElementsOf(listeners);
            }
        }

        @Test
        void of_compose_and_of_kubernetes_grant_the_same(@TempDir Path aside) throws Exception {
            var calls = ComposeBroker.calls(aside);
            var rights =
                    ComposeBroker.rights(calls).stream()
                            .map(BrokerRight::toString)
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(rights).isEqualTo(BrokerRight.inKubernetes());
        }

        @Test
        void let_nobody_but_its_teller_write_a_topic(@TempDir Path aside) throws Exception {
            var writers = new HashMap<String, String>();
            var wide = new ArrayList<BrokerRight>();
            for (var right : ComposeBroker.rights(ComposeBroker.calls(aside))) {
                var writes = List.of("Write", "All", "Alter", "Delete").contains(right.operation());
                if (writes && !right.pattern().equals("literal")) {
                    if (!isOfMerchantsTopics(right)) {
                        wide.add(right);
                    }
                } else if (writes && Topics.ALL.contains(right.name())) {
                    assertThat(writers.put(right.name(), right.user())).as(right.name()).isNull();
                }
            }
            assertThat(writers).isEqualTo(Topics.TELLERS);
            assertThat(wide).isEmpty();
        }

        /// No name of the house's begins so.
        private static boolean isOfMerchantsTopics(BrokerRight right) {
            return right.equals(
                            new BrokerRight(SHOWS, "topic", "prefixed", MERCHANTS_TOPICS, "Write"))
                    && Topics.ALL.stream().noneMatch(name -> name.startsWith(MERCHANTS_TOPICS));
        }
    }

    @Nested
    class At_the_broker {

        @ParameterizedTest
        @FieldSource(SERVICES_HERE)
        void a_service_writes_its_own_events_and_dead_letters_only(String service) {
            for (var topic : Topics.ALL) {
                if (service.equals(Topics.TELLERS.get(topic))) {
                    assertWrites(service, topic);
                } else {
                    assertMayNotWrite(service, topic);
                }
                for (var other : Topics.LISTENERS.getOrDefault(topic, List.of())) {
                    var letters = Topics.deadLetters(topic, other);
                    if (other.equals(service)) {
                        assertWrites(service, letters);
                    } else {
                        assertMayNotWrite(service, letters);
                    }
                }
            }
        }

        @ParameterizedTest
        @FieldSource(SERVICES_HERE)
        void a_service_reads_what_it_listens_to_only(String service) {
            var listensTo = ServiceSettings.of(service).listensTo().keySet();
            for (var topic : Topics.ALL) {
                if (listensTo.contains(topic)) {
                    assertWrites(String.valueOf(Topics.TELLERS.get(topic)), topic);
                    assertThat(heard(service, service, topic)).as(topic).isPositive();
                } else {
                    assertThatThrownBy(() -> heard(service, service, topic))
                            .as(topic)
                            .isInstanceOf(TopicAuthorizationException.class);
                }
            }
        }

        @Test
        void dead_letters_are_read_by_who_shows_them_and_by_nobody_else() {
            Topics.LISTENERS.forEach((topic, listeners) ->
                    listeners.forEach(listener -> {
                        var letters = Topics.deadLetters(topic, listener);
                        assertWrites(listener, letters);
                        assertThat(heard(SHOWS, SHOWS, letters)).as(letters).isPositive();
                        if (!listener.equals(SHOWS)) {
                            assertThatThrownBy(() -> heard(listener, listener, letters))
                                    .as(letters)
                                    .isInstanceOf(TopicAuthorizationException.class);
                        }
                    }));
        }

        @Test
        void a_service_reads_in_no_group_but_its_own() {
            for (var group : List.of("payout-service", "a-new-one")) {
                assertThatThrownBy(() -> heard("order-service", group, Topics.REFUNDS))
                        .isInstanceOf(GroupAuthorizationException.class);
            }
        }

        @Test
        void nobody_comes_in_with_another_password() {
            var settings = new HashMap<>(broker.as("order-service"));
            settings.computeIfPresent(
                    "sasl.jaas.config",
                    (_, said) -> said.toString().replace("username=\"order", "username=\"payout"));
            assertThatThrownBy(() -> write(settings, Topics.PAYOUTS))
                    .cause()
                    .isInstanceOf(SaslAuthenticationException.class);
        }
    }

    private static void assertWrites(String service, String topic) {
        assertThatCode(() -> write(broker.as(service), topic))
                .as("%s → %s", service, topic)
                .doesNotThrowAnyException();
    }

    private static void assertMayNotWrite(String service, String topic) {
        assertThatThrownBy(() -> write(broker.as(service), topic))
                .as("%s → %s", service, topic)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    private static void write(Map<String, Object> connection, String topic) throws Exception {
        var settings = new HashMap<>(connection);
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "value")).get(30, TimeUnit.SECONDS);
        }
    }

    /// How many events arrive; the group's place is moved too.
    private static int heard(String service, String group, String topic) {
        var settings = new HashMap<>(broker.as(service));
        settings.put("group.id", group);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        settings.put("isolation.level", "read_committed");
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var deadline = Instant.now().plusSeconds(30);
            var heard = 0;
            while (heard == 0 && Instant.now().isBefore(deadline)) {
                heard = consumer.poll(Duration.ofMillis(200)).count();
            }
            consumer.commitSync();
            return heard;
        }
    }
}
