package cn.juhui.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.journal.history.Told;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.Logged;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestBackends;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServiceTest
@SpringBootTest(
        classes = EarApplication.class,
        properties = {
            "spring.config.name=ear-service",
            "juhui.kafka.first-pause=5ms",
            "juhui.kafka.longest-pause=20ms",
            // A record is read again only when the fetch behind it has come back.
            "spring.cloud.stream.kafka.binder.consumer-properties.fetch.max.wait.ms=50",
            "spring.cloud.stream.kafka.binder.consumer-properties.interceptor.classes="
                    + "cn.juhui.platform.messaging.BreakingClient"
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ListeningTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String[] TOPIC = {"topic", Topics.EVIDENCE, "group", "ear-service"};

    /// evidence-service, who tells these stories.
    private static final AskedService SOURCE = new AskedService();

    private static final String HISTORY = "/internal/histories/{subject}";

    private final String subject = Ids.next("msg");

    @DynamicPropertySource
    static void source(DynamicPropertyRegistry registry) {
        registry.add("juhui.services.urls.evidence-service", SOURCE::url);
    }

    @AfterAll
    static void stop() {
        SOURCE.close();
    }

    @Autowired private EventSender sender;
    @Autowired private MeterRegistry meters;

    private void tell(long sequence, Map<String, Object> data) {
        tell(sequence, Ids.next("evt"), data);
    }

    private void tell(long sequence, String eventId, Map<String, Object> data) {
        tell(entry(sequence, eventId, data));
    }

    private void tell(long sequence, Map<String, Object> data, Instant at) {
        var e = entry(sequence, Ids.next("evt"), data);
        tell(
                new HistoryEntry(
                        e.seq(),
                        e.id(),
                        e.type(),
                        at,
                        e.actor(),
                        e.cause(),
                        e.traceparent(),
                        e.data(),
                        e.salt(),
                        e.hash()));
    }

    private void tell(HistoryEntry entry) {
        tell(subject, entry);
    }

    private void tell(String about, HistoryEntry entry) {
        sender.send(
                Topics.EVIDENCE, about, "mer_1", entry, failure -> assertThat(failure).isNull());
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
                null,
                "");
    }

    private static Map<String, Object> message(String text) {
        return StateMapper.toTree(
                new MessagePosted(
                        "msg_1",
                        new RefundId("rfd_1"),
                        new CustomerId("alice"),
                        new MerchantId("mer_1"),
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

    private List<ReceivedEvent<MessagePosted>> heardOfThisStory() {
        return heardOf(subject);
    }

    private static List<ReceivedEvent<MessagePosted>> heardOf(String about) {
        return EarApplication.HEARD.stream().filter(h -> h.subject().equals(about)).toList();
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
        assertThat(heardOfThisStory()).extracting(ReceivedEvent::sequence).containsExactly(1L, 2L);
        assertThat(EarApplication.FAILURES.get()).isEqualTo(3);
    }

    @Test
    void an_error_in_a_handler_is_given_up_like_any_bug_and_the_next_is_heard() {
        var before = failed("listener-" + Topics.EVIDENCE);
        tell(1, message("broken"));
        tell(2, message("after"));

        awaitHeard(2);
        assertThat(heardOfThisStory()).extracting(ReceivedEvent::sequence).containsExactly(2L);
        assertThat(failed("listener-" + Topics.EVIDENCE)).isGreaterThan(before);
    }

    @Test
    void a_lack_of_memory_is_waited_out() {
        EarApplication.FAILURES.set(0);
        tell(1, message("out of memory"));

        awaitHeard(1);
        assertThat(EarApplication.FAILURES.get()).isEqualTo(21);
    }

    @Test
    void a_consumer_that_breaks_outside_of_any_handler_starts_again_and_is_seen() {
        BreakingClient.breaksNow();
        tell(1, message("heard by the next one"));

        awaitHeard(1);
        assertThat(BreakingClient.hasBroken()).isTrue();
        assertThat(failed("consumer-" + Topics.EVIDENCE)).isPositive();
    }

    private static double failed(String thread) {
        return Metrics.globalRegistry.getRegistries().stream()
                .flatMap(r ->
                        r.find("juhui.threads.failed").tag("thread", thread).counters().stream())
                .mapToDouble(Counter::count)
                .sum();
    }

    private void tell(long sequence, Map<String, Object> data, String traceId) {
        var e = entry(sequence, Ids.next("evt"), data);
        var trace = "00-" + traceId + "-b7ad6b7169203331-01";
        tell(
                new HistoryEntry(
                        e.seq(), e.id(), e.type(), e.at(), e.actor(), e.cause(), trace, e.data(),
                        e.salt(), ""));
    }

    @Test
    void what_was_heard_is_one_line_of_the_log_in_the_trace_of_its_record() {
        var trace = "%032x".formatted(System.nanoTime());
        try (var log = new Logged("cn.juhui.event")) {
            tell(1, message("13800138000"), trace);

            awaitHeard(1);
            assertThat(log.await(trace))
                    .singleElement()
                    .asString()
                    .startsWith("INFO evidence.message_posted outcome=DONE ms=")
                    .endsWith("service=ear-service topic=juhui.evidence sequence=1")
                    .doesNotContain("138001");
        }
    }

    @Test
    void a_dead_letter_is_one_line_with_its_real_reason_in_the_trace_of_its_record() {
        var trace = "%032x".formatted(System.nanoTime());
        var wrong = new LinkedHashMap<>(message("13800138000"));
        wrong.put("evidenceIds", "138001");
        try (var log = new Logged("cn.juhui.platform.messaging")) {
            tell(1, wrong, trace);

            assertThat(reason())
                    .isEqualTo("Not a MessagePosted: MismatchedInputException at evidenceIds");
            assertThat(log.of(trace))
                    .singleElement()
                    .asString()
                    .startsWith("ERROR A dead letter: juhui.evidence-")
                    .endsWith(
                            subject
                                    + ": Not a MessagePosted: MismatchedInputException at evidenceIds");
        }
    }

    @Test
    void every_meter_is_there_before_anything_happened_and_says_what_it_is() {
        assertThat(meters.getMeters())
                .filteredOn(meter -> meter.getId().getName().startsWith("juhui."))
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank())
                .extracting(meter -> meter.getId().getName())
                .contains(
                        "juhui.messages.dead",
                        "juhui.messages.gaps",
                        "juhui.messages.held",
                        "juhui.messages.retried");
        for (var thread : List.of("listener-", "consumer-")) {
            assertThat(
                            Metrics.globalRegistry
                                    .find("juhui.threads.failed")
                                    .tag("thread", thread + Topics.EVIDENCE)
                                    .counter())
                    .isNotNull();
        }
    }

    @Test
    void what_nobody_can_read_goes_to_the_dead_letters_with_its_reason_and_the_next_is_heard() {
        tell(1, Map.of("text", "half an event"));
        tell(2, message("whole"));

        awaitHeard(2);
        assertThat(heardOfThisStory()).extracting(ReceivedEvent::sequence).containsExactly(2L);
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
        assertThat(heardOfThisStory()).extracting(ReceivedEvent::sequence).containsExactly(1L);
        tellAgain(2, "evt_2" + subject, message("two"));
        tellAgain(3, "evt_3" + subject, message("three"));
        awaitHeard(3);
        assertThat(heardOfThisStory())
                .extracting(ReceivedEvent::sequence)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_record_beyond_the_history_of_its_source_is_put_where_people_look() {
        tell(1, message("one"));
        awaitHeard(1);
        SOURCE.answer(Told.upTo(2), HISTORY + "/tellings", subject);

        tell(1_000_000_000_000_000L, message("forged"));
        tell(2, message("two"));

        awaitHeard(2);
        assertThat(heardOfThisStory()).extracting(ReceivedEvent::sequence).containsExactly(1L, 2L);
        assertThat(reason()).contains("whose history ends at 2");
    }

    @Test
    void of_two_records_for_one_place_only_the_one_that_the_source_told_counts() {
        SOURCE.answer(new Told(2, "evt_real" + subject, null), HISTORY, subject);
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

    @Test
    void forged_records_that_came_next_keep_none_of_the_real_ones_out() {
        tell(1, message("one"));
        tell(2, message("forged"));
        tell(3, message("forged"));
        tell(2, message("two"));
        tell(3, message("three"));
        tell(4, message("four"));

        awaitHeard(4);
        assertThat(heardOfThisStory())
                .extracting(heard -> heard.event().text() + heard.again())
                .containsExactly(
                        "onefalse",
                        "forgedfalse",
                        "forgedfalse",
                        "twotrue",
                        "threetrue",
                        "fourfalse");
    }

    @Test
    void what_claims_to_be_told_again_must_say_what_its_source_told() {
        var real = entry(2, "evt_real" + subject, message("two"));
        SOURCE.answer(Told.of(2, real), HISTORY, subject);
        tell(1, message("one"));
        tellAgain(2, "evt_forged" + subject, message("forged"));
        tellAgain(2, real.id(), message("changed"));
        tellAgain(2, real.id(), message("two"));

        awaitHeard(2);
        assertThat(heardOfThisStory())
                .extracting(heard -> heard.event().text())
                .containsExactly("one", "two");
        assertThat(reason()).contains("is not what");
    }

    /// A gap behind it is still one.
    @Test
    void a_forged_place_far_ahead_is_not_where_a_story_is() {
        SOURCE.answer(Told.upTo(4), HISTORY, subject);
        SOURCE.answer(Told.upTo(4), HISTORY + "/tellings", subject);
        tell(1, message("one"));
        tell(9, message("forged"));
        tell(2, message("two"));
        tell(4, "evt_4" + subject, message("four"));

        awaitAsked("/tellings", 2);
        assertThat(heardOfThisStory()).extracting(ReceivedEvent::sequence).containsExactly(1L, 2L);
    }

    /// After a start nothing is known yet: the source says whether a record in the middle of a story is one of its own.
    @Test
    void the_first_record_that_is_seen_of_a_story_must_be_one_of_its_source() {
        SOURCE.answer(new Told(7, "evt_real" + subject, null), HISTORY, subject);
        tell(7, "evt_forged" + subject, message("forged"));
        tell(7, "evt_real" + subject, message("real"));

        awaitHeard(7);
        assertThat(heardOfThisStory()).extracting(h -> h.event().text()).containsExactly("real");
        assertThat(reason()).contains("evt_forged");
    }

    @Test
    void a_value_that_only_a_newer_version_knows_waits_if_the_source_told_it() {
        var data = message("from a newer version");
        data.put("from", "ROBOT");
        SOURCE.answer(new Told(1, "evt_new" + subject, null), HISTORY, subject);
        tell(1, "evt_new" + subject, data);

        awaitAsked("", 3);
        assertThat(heardOfThisStory()).isEmpty();

        // So that the other stories can go on: it turns out that nobody told it.
        SOURCE.answer(new Told(1, "evt_other" + subject, null), HISTORY, subject);
        assertThat(reason()).contains("evt_new");
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
        return reason(deadLetter());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bug                     | Failed 8 times the same way: NullPointerException at EarApplication.stumble
                    too large for the store | Failed 8 times the same way: MongoCommandException at EarApplication.stumble
                    two bugs in turn        | Failed 12 times, at last: IllegalArgumentException at EarApplication.stumble
                    """)
    void what_fails_for_a_reason_of_its_own_is_parked_and_the_next_is_heard(
            String text, String reason) {
        EarApplication.FAILURES.set(0);
        var dead = count("juhui.messages.dead");
        var retried = retried(false);
        tell(1, message(text));
        tell(2, message("after"));

        awaitHeard(2);
        assertThat(heardOfThisStory()).extracting(ReceivedEvent::sequence).containsExactly(2L);
        var letter = deadLetter();
        assertThat(reason(letter)).startsWith(reason);
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).contains(text);
        assertThat(letter.headers().lastHeader("ce_sequence").value()).isEqualTo("1".getBytes());
        assertThat(count("juhui.messages.dead")).isEqualTo(dead + 1);
        assertThat(retried(false)).isEqualTo(retried + (text.contains("turn") ? 12 : 8));
    }

    @Test
    void one_that_fails_among_many_is_parked_alone_and_all_others_are_heard_once_and_in_order() {
        EarApplication.FAILURES.set(0);
        var dead = count("juhui.messages.dead");
        var others = IntStream.range(0, 30).mapToObj(_ -> Ids.next("msg")).toList();
        for (long sequence = 1; sequence <= 3; sequence++) {
            tell(sequence, message(sequence == 2 ? "bug" : "well"));
            for (var other : others) {
                tell(other, entry(sequence, Ids.next("evt"), message("well")));
            }
        }

        awaitHeard(3);
        assertThat(heardOfThisStory()).extracting(ReceivedEvent::sequence).containsExactly(1L, 3L);
        for (var other : others) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(heardOf(other))
                                    .extracting(ReceivedEvent::sequence)
                                    .containsExactly(1L, 2L, 3L));
        }
        assertThat(reason(deadLetter())).startsWith("Failed 8 times the same way");
        assertThat(count("juhui.messages.dead")).isEqualTo(dead + 1);
    }

    @Test
    void an_outage_is_waited_for_however_long_and_seen() {
        EarApplication.FAILURES.set(0);
        var retried = retried(true);
        var dead = count("juhui.messages.dead");
        tell(1, message("store away for long"));
        tell(2, message("after"));

        awaitHeard(2);
        assertThat(heardOfThisStory()).extracting(ReceivedEvent::sequence).containsExactly(1L, 2L);
        assertThat(retried(true)).isEqualTo(retried + 20);
        assertThat(count("juhui.messages.dead")).isEqualTo(dead);
        assertThat(meters.get("juhui.messages.held").tags(TOPIC).gauge().value()).isZero();
    }

    @Test
    void a_date_that_no_store_can_hold_is_a_dead_letter_at_once() {
        tell(1, message("far away"), Instant.parse("+1000000000-12-31T23:59:59Z"));
        tell(2, message("after"));

        awaitHeard(2);
        assertThat(heardOfThisStory()).extracting(ReceivedEvent::sequence).containsExactly(2L);
        assertThat(reason(deadLetter())).startsWith("ce_time is not between 2000-01-01");
    }

    @Test
    void a_record_as_large_as_the_broker_takes_is_a_dead_letter_without_its_value() {
        tell(1, message("x".repeat(1_047_000)));
        tell(2, message("after"));

        awaitHeard(2);
        var letter = deadLetter();
        assertThat(reason(letter)).isEqualTo("The data has more than 524288 bytes");
        assertThat(letter.value()).isNull();
        assertThat(letter.headers().lastHeader("kafka_dlt-original-offset")).isNotNull();
    }

    private double retried(boolean outage) {
        var counter =
                meters.find("juhui.messages.retried")
                        .tags(TOPIC)
                        .tag("outage", Boolean.toString(outage))
                        .counter();
        return counter == null ? 0 : counter.count();
    }

    private double count(String name) {
        var counter = meters.find(name).tags(TOPIC).counter();
        return counter == null ? 0 : counter.count();
    }

    private static String reason(ConsumerRecord<String, byte[]> letter) {
        return new String(
                letter.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8);
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
