package cn.juhui.notification.adapter.topic;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.adapter.http.Instance;
import cn.juhui.notification.adapter.http.webhook.MerchantClient;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestBackends;
import cn.juhui.platform.testkit.TestTokens;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two instances fill a merchant's topic from its feed.
@Timeout(120)
class MerchantTopicsTest {

    private static final int CASES = 20;
    private static final int EVENTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String TAG = UUID.randomUUID().toString().substring(0, 8);
    private static final String LARGE = "mer_large" + TAG;
    private static final String OTHER = "mer_other" + TAG;
    private static final String CRASHED = "mer_crashed" + TAG;
    private static final String SMALL = "mer_small" + TAG;
    private static final String LOST = "mer_lost" + TAG;

    private static final List<ServletWebServerApplicationContext> INSTANCES = new ArrayList<>();
    private static final AskedService NEIGHBOURS = new AskedService();
    private static final TellingService REFUND_SERVICE = new TellingService();

    @BeforeAll
    static void start() {
        for (int i = 0; i < 2; i++) {
            INSTANCES.add(
                    Instance.start(
                            "test_" + TAG,
                            NEIGHBOURS.url(),
                            "--MERCHANT_TOPICS=" + String.join(",", LARGE, OTHER, CRASHED, LOST)));
        }
    }

    @AfterAll
    static void stop() {
        INSTANCES.forEach(ServletWebServerApplicationContext::close);
        REFUND_SERVICE.close();
        NEIGHBOURS.close();
    }

    private static void tell(String merchantId, String refundId, int n) {
        var ids =
                new CaseIds(
                        new RefundId(refundId),
                        new OrderId(Ids.sibling("ord", refundId)),
                        "JH1001",
                        new CustomerId("cus_alice"),
                        new MerchantId(merchantId));
        REFUND_SERVICE.tell(Topics.REFUNDS, refundId, merchantId, n, new MerchantUrged(ids, n));
    }

    private static List<ConsumerRecord<String, CloudEvent>> read(String merchantId, int many) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        TestBackends.kafkaServers(),
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest");
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new CloudEventDeserializer())) {
            consumer.subscribe(List.of("juhui.merchant." + merchantId));
            var all = new ArrayList<ConsumerRecord<String, CloudEvent>>();
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (distinct(all).size() < many && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return all;
        }
    }

    /// As a reader drops what it has.
    private static Map<String, CloudEvent> distinct(List<ConsumerRecord<String, CloudEvent>> all) {
        var first = new LinkedHashMap<String, CloudEvent>();
        all.forEach(record -> first.putIfAbsent(record.value().getId(), record.value()));
        return first;
    }

    private static Map<String, JsonNode> feed(String merchantId) {
        var people = new MerchantClient(Instance.port(INSTANCES.getFirst()), merchantId);
        var all = new LinkedHashMap<String, JsonNode>();
        var path = "/v1/events?limit=100";
        for (var page = people.get(path); !page.path("data").isEmpty(); page = people.get(path)) {
            page.path("data").forEach(event -> all.put(event.path("id").asString(), event));
            path = "/v1/events?limit=100&after=" + page.path("nextCursor").asString();
        }
        return all;
    }

    @Test
    void the_topic_has_what_the_feed_has_each_cases_in_order_and_no_other_merchants() {
        var cases = IntStream.range(0, CASES).mapToObj(_ -> Ids.next("rfd")).toList();
        for (int n = 1; n <= EVENTS; n++) {
            for (var refundId : cases) {
                tell(LARGE, refundId, n);
            }
            tell(OTHER, Ids.next("rfd"), 1);
            tell(SMALL, Ids.next("rfd"), 1);
        }
        var records = read(LARGE, CASES * EVENTS);
        var events = distinct(records);
        var feed = feed(LARGE);
        assertThat(events.keySet()).hasSize(CASES * EVENTS).isEqualTo(feed.keySet());
        assertThat(records).allSatisfy(r -> assertThat(r.key()).isEqualTo(r.value().getSubject()));

        var last = new HashMap<String, Integer>();
        for (var event : events.values()) {
            assertIsTheFeeds(event, Objects.requireNonNull(feed.get(event.getId())));
            var sequence = Integer.parseInt(extension(event, "sequence"));
            assertThat(sequence)
                    .isEqualTo(last.getOrDefault(String.valueOf(event.getSubject()), 0) + 1);
            last.put(String.valueOf(event.getSubject()), sequence);
        }
        assertThat(distinct(read(OTHER, EVENTS)).values())
                .hasSize(EVENTS)
                .allSatisfy(e -> assertThat(extension(e, "merchantid")).isEqualTo(OTHER));
    }

    private static void assertIsTheFeeds(CloudEvent event, JsonNode feed) {
        assertThat(extension(event, "merchantid")).isEqualTo(LARGE);
        assertThat(extension(event, "sequencetype")).isEqualTo("Integer");
        assertThat(event.getType()).isEqualTo(feed.path("type").asString());
        assertThat(event.getSource()).hasToString(feed.path("source").asString());
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getDataSchema()).isNull();
        assertThat(String.valueOf(event.getTime()))
                .startsWith(feed.path("time").asString().substring(0, 19));
        var data = Objects.requireNonNull(event.getData()).toBytes();
        assertThat(JsonMapper.shared().readTree(data)).isEqualTo(feed.path("data"));
    }

    private static String extension(CloudEvent event, String name) {
        return String.valueOf(event.getExtension(name));
    }

    private static double behind() {
        return INSTANCES
                .getFirst()
                .getBean(MeterRegistry.class)
                .get("juhui.merchant.topics.behind")
                .gauge()
                .value();
    }

    private static List<JsonNode> news() {
        return MerchantClient.with(Instance.port(INSTANCES.getFirst()), TestTokens.operator())
                .get("/v1/notifications?limit=100")
                .path("data")
                .valueStream()
                .filter(news -> news.path("text").asString().contains(LOST))
                .toList();
    }

    /// Minutes pass by changing what the store says about the past.
    private static void letPass(Duration time) {
        var mongo = INSTANCES.getFirst().getBean(MongoTemplate.class);
        mongo.getCollection("merchantTopics")
                .updateOne(
                        Filters.eq("_id", LOST),
                        Updates.set("movedAt", Date.from(Instant.now().minus(time))));
        mongo.getCollection("notifications")
                .updateMany(
                        Filters.eq("inbox", "EVENTS:" + LOST),
                        Updates.set(
                                "expiresAt",
                                Date.from(Instant.now().plus(Duration.ofDays(30)).minus(time))));
    }

    @Test
    void a_topic_that_is_gone_is_seen_by_operators_and_filled_when_it_is_there_again()
            throws Exception {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", (Object) TestBackends.kafkaServers()))) {
            var name = "juhui.merchant." + LOST;
            admin.deleteTopics(List.of(name)).all().get(30, TimeUnit.SECONDS);
            var refundId = Ids.next("rfd");
            tell(LOST, refundId, 1);
            Awaitility.await().atMost(PATIENCE).until(() -> behind() > 10);
            assertThat(news()).isEmpty();

            letPass(Duration.ofMinutes(6));
            Awaitility.await().atMost(PATIENCE).until(() -> !news().isEmpty());
            Awaitility.await().atMost(PATIENCE).until(() -> behind() >= 360);
            assertThat(news().getFirst().path("type").asString())
                    .isEqualTo("merchant_topic.waiting");

            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            assertThat(distinct(read(LOST, 1)).values())
                    .extracting(CloudEvent::getSubject)
                    .containsExactly(refundId);
            Awaitility.await().atMost(PATIENCE).until(() -> behind() == 0);
            assertThat(news()).hasSize(1);
        }
    }

    /// As an instance leaves it that put everything and died before it noted that.
    @Test
    void what_was_put_and_not_noted_is_put_again_in_order() {
        var refundId = Ids.next("rfd");
        IntStream.rangeClosed(1, EVENTS).forEach(n -> tell(CRASHED, refundId, n));
        var before = read(CRASHED, EVENTS).size();
        var places =
                INSTANCES.getFirst().getBean(MongoTemplate.class).getCollection("merchantTopics");
        var mine = new Document("_id", CRASHED);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        !Objects.requireNonNull(places.find(mine).first()).containsKey("claim"));
        places.updateOne(mine, new Document("$set", new Document("position", 0L)));
        tell(CRASHED, refundId, EVENTS + 1);

        var records = new ArrayList<ConsumerRecord<String, CloudEvent>>();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> {
                    records.clear();
                    records.addAll(read(CRASHED, EVENTS + 1));
                    return records.size() > before + EVENTS;
                });
        var mineInOrder =
                distinct(records).values().stream()
                        .filter(event -> refundId.equals(event.getSubject()))
                        .map(event -> Integer.parseInt(extension(event, "sequence")))
                        .toList();
        assertThat(mineInOrder).isEqualTo(IntStream.rangeClosed(1, EVENTS + 1).boxed().toList());
    }
}
