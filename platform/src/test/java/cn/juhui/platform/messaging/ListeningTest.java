package cn.juhui.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.Topics;
import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.platform.journal.HistoryEntry;
import cn.juhui.platform.journal.StateMapper;
import cn.juhui.platform.journal.Told;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestBackends;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServiceTest
@SpringBootTest(
        classes = EarApplication.class,
        properties = "spring.config.name=ear-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ListeningTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// evidence-service, who tells these stories.
    private static final AskedService SOURCE = new AskedService();

    private static final String HISTORY = "/internal/histories/{subject}";

    private final String subject = Ids.next("msg");

    @DynamicPropertySource
    static void source(DynamicPropertyRegistry registry) {
        registry.add("juhui.neighbours.urls.evidence-service", SOURCE::url);
    }

    @AfterAll
    static void stop() {
        SOURCE.close();
    }

    @Autowired private EventSender sender;

    private void tell(long sequence, Map<String, Object> data) {
        tell(sequence, Ids.next("evt"), data);
    }

    private void tell(long sequence, String eventId, Map<String, Object> data) {
        var entry = entry(sequence, eventId, data);
        sender.send(
                Topics.EVIDENCE, subject, "mer_1", entry, failure -> assertThat(failure).isNull());
    }

    private void tellAgain(long sequence, String eventId, Map<String, Object> data) {
        var entry = entry(sequence, eventId, data);
        sender.sendAgain(
                Topics.EVIDENCE, subject, "mer_1", entry, failure -> assertThat(failure).isNull());
    }

    private static HistoryEntry entry(long sequence, String eventId, Map<String, Object> data) {
        return new HistoryEntry(
                sequence,
                eventId,
                MessagePosted.TYPE,
                Instant.parse("2026-11-24T08:00:00Z"),
                new Actor(Role.CUSTOMER, "alice"),
                "test",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                data,
                "");
    }

    private static Map<String, Object> message(String text) {
        return StateMapper.toTree(
                new MessagePosted(
                        "msg_1",
                        "rfd_1",
                        "alice",
                        "mer_1",
                        Role.CUSTOMER,
                        text,
                        List.of(),
                        null,
                        null,
                        null));
    }

    private void awaitHeard(long sequence) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> heardOfThisStory().stream().anyMatch(h -> h.sequence() == sequence));
    }

    private List<Heard<MessagePosted>> heardOfThisStory() {
        return EarApplication.HEARD.stream().filter(h -> h.subject().equals(subject)).toList();
    }

    @Test
    void an_event_is_heard_whole() {
        tell(1, message("hello"));

        awaitHeard(1);
        var heard = heardOfThisStory().getFirst();
        assertThat(heard.event().text()).isEqualTo("hello");
        assertThat(heard.merchantId()).isEqualTo("mer_1");
        assertThat(heard.at()).isEqualTo(Instant.parse("2026-11-24T08:00:00Z"));
        assertThat(heard.traceparent()).startsWith("00-0af7651916cd43dd");
    }

    @Test
    void an_event_with_members_nobody_knows_yet_is_heard() {
        var data = message("from the future");
        data.put("newMember", Map.of("a", 1));
        tell(1, data);

        awaitHeard(1);
    }

    @Test
    void a_handler_that_fails_is_called_again_and_nothing_is_skipped() {
        EarApplication.FAILURES.set(0);
        tell(1, message("fail twice"));
        tell(2, message("after"));

        awaitHeard(2);
        assertThat(heardOfThisStory()).extracting(Heard::sequence).containsExactly(1L, 2L);
        assertThat(EarApplication.FAILURES.get()).isEqualTo(3);
    }

    @Test
    void what_nobody_can_read_goes_to_the_dead_letters_with_its_reason_and_the_next_is_heard() {
        tell(1, Map.of("text", "half an event"));
        tell(2, message("whole"));

        awaitHeard(2);
        assertThat(heardOfThisStory()).extracting(Heard::sequence).containsExactly(2L);
        var letter = deadLetter();
        var reason = letter.headers().lastHeader(DeadLetters.REASON).value();
        assertThat(new String(reason, StandardCharsets.UTF_8)).startsWith("Missing member");
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).contains("half an event");
    }

    @Test
    void a_record_without_a_value_goes_to_the_dead_letters_and_the_next_is_heard()
            throws Exception {
        var empty = new ProducerRecord<String, byte[]>(Topics.EVIDENCE, subject, null);
        Map.of(
                        "id", "evt_1",
                        "type", MessagePosted.TYPE,
                        "subject", subject,
                        "time", "2026-11-24T08:00:00Z",
                        "sequence", "1",
                        "merchantid", "mer_1")
                .forEach((name, value) ->
                        empty.headers().add("ce_" + name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", TestBackends.kafkaServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(empty).get(10, TimeUnit.SECONDS);
        }
        tell(2, message("after nothing"));

        awaitHeard(2);
        var reason = deadLetter().headers().lastHeader(DeadLetters.REASON).value();
        assertThat(new String(reason, StandardCharsets.UTF_8)).isEqualTo("The data is null");
    }

    @Test
    void after_a_gap_the_source_is_asked_and_what_it_tells_again_is_heard_in_order() {
        tell(1, "evt_1" + subject, message("one"));
        awaitHeard(1);

        tell(3, "evt_3" + subject, message("three"));

        awaitAsked("/tellings", 1);
        assertThat(heardOfThisStory()).extracting(Heard::sequence).containsExactly(1L);
        tellAgain(2, "evt_2" + subject, message("two"));
        tellAgain(3, "evt_3" + subject, message("three"));
        awaitHeard(3);
        assertThat(heardOfThisStory()).extracting(Heard::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_record_beyond_the_history_of_its_source_is_put_where_people_look() {
        tell(1, message("one"));
        awaitHeard(1);
        SOURCE.answer(new Told(2, null), HISTORY + "/tellings", subject);

        tell(1_000_000_000_000_000L, message("forged"));
        tell(2, message("two"));

        awaitHeard(2);
        assertThat(heardOfThisStory()).extracting(Heard::sequence).containsExactly(1L, 2L);
        assertThat(reason()).contains("whose history ends at 2");
    }

    @Test
    void of_two_records_for_one_place_only_the_one_that_the_source_told_counts() {
        SOURCE.answer(new Told(2, "evt_real" + subject), HISTORY, subject);
        tell(1, message("one"));
        tell(2, "evt_forged" + subject, message("forged"));
        tell(2, "evt_real" + subject, message("real"));
        tell(2, "evt_late" + subject, message("forged later"));
        tell(3, message("three"));

        awaitHeard(3);
        assertThat(heardOfThisStory())
                .extracting(heard -> heard.event().text() + heard.again())
                .containsExactly("onefalse", "forgedfalse", "realtrue", "threefalse");
        assertThat(reason()).contains("evt_late").contains("is not what");
    }

    /// After a start nothing is known yet: the source says whether a record in the middle of a story is one of its own.
    @Test
    void the_first_record_that_is_seen_of_a_story_must_be_one_of_its_source() {
        SOURCE.answer(new Told(7, "evt_real" + subject), HISTORY, subject);
        tell(7, "evt_forged" + subject, message("forged"));
        tell(7, "evt_real" + subject, message("real"));

        awaitHeard(7);
        assertThat(heardOfThisStory()).extracting(h -> h.event().text()).containsExactly("real");
        assertThat(reason()).contains("evt_forged");
    }

    private void awaitAsked(String what, int times) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        Collections.frequency(
                                        SOURCE.asked(), "/internal/histories/" + subject + what)
                                >= times);
    }

    private String reason() {
        var reason = deadLetter().headers().lastHeader(DeadLetters.REASON).value();
        return new String(reason, StandardCharsets.UTF_8);
    }

    private ConsumerRecord<String, byte[]> deadLetter() {
        var letters = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                TestBackends.kafkaServers(),
                                "group.id",
                                subject,
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.deadLetters(Topics.EVIDENCE, "ear-service")));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> {
                        for (var record : consumer.poll(Duration.ofMillis(200))) {
                            if (subject.equals(record.key())) {
                                letters.add(record);
                            }
                        }
                        return !letters.isEmpty();
                    });
        }
        return letters.getFirst();
    }
}
