package cn.juhui.notification.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantReviewStarted;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestTokens;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// Two instances of the service on one store and one broker: each hears half of the events, and a stream on either tells all.
@Timeout(90)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoInstancesTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int EVENTS = 120;

    /// Enough for readers who leave without a word, whose streams are found dead at the next heartbeat.
    private static final int ROOM = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final List<ServletWebServerApplicationContext> INSTANCES = new ArrayList<>();
    private static final AskedService NEIGHBOURS = new AskedService();
    private static final TellingService REFUND_SERVICE = new TellingService();

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final String shop = "mer_" + tag;

    @BeforeAll
    static void start() {
        var database = "test_" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 2; i++) {
            INSTANCES.add(
                    Instance.start(
                            database,
                            NEIGHBOURS.url(),
                            "--juhui.notifications.streams.per-caller=" + ROOM,
                            "--juhui.notifications.streams.total=" + ROOM));
        }
    }

    @AfterAll
    static void stop() {
        INSTANCES.forEach(ServletWebServerApplicationContext::close);
        REFUND_SERVICE.close();
    }

    private static int port(int instance) {
        return Instance.port(INSTANCES.get(instance));
    }

    private String tell(String customer) {
        var refundId = Ids.next("rfd");
        REFUND_SERVICE.tell(
                Topics.REFUNDS,
                refundId,
                shop,
                1,
                new MerchantReviewStarted(
                        new CaseIds(
                                new RefundId(refundId),
                                new OrderId(Ids.next("ord")),
                                "JH1001",
                                new CustomerId(customer),
                                new MerchantId(shop)),
                        Money.cny(9_900),
                        List.of(),
                        Instant.parse("2026-03-02T12:00:00Z")));
        return refundId;
    }

    /// What one reader heard, in the order in which they heard it.
    private record Heard(List<String> refunds, List<String> places) {}

    /// Reads until they have heard `many`: now here and now there, a few at a time.
    private static Heard wander(String token, int many, Random random) throws Exception {
        var refunds = new ArrayList<String>();
        var places = new ArrayList<String>();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (refunds.size() < many && System.nanoTime() < end) {
            var headers = places.isEmpty() ? new String[] {"Last-Event-ID", "m0-c0"} : last(places);
            try (var live = LiveStream.open(port(random.nextInt(2)), token, headers)) {
                readSome(live, 1 + random.nextInt(20), many, refunds, places);
            }
        }
        return new Heard(refunds, places);
    }

    private static String[] last(List<String> places) {
        return new String[] {"Last-Event-ID", places.getLast()};
    }

    private static void readSome(
            LiveStream live, int some, int many, List<String> refunds, List<String> places)
            throws InterruptedException {
        for (int i = 0; i < some && refunds.size() < many; i++) {
            var place = live.next("id:", Duration.ofSeconds(3));
            if (place == null) {
                return;
            }
            places.add(place);
            refunds.add(
                    JsonMapper.shared().readTree(live.next("data:")).path("refundId").asString());
        }
    }

    @Test
    @Order(1)
    void nothing_is_lost_and_nothing_told_twice_wherever_the_reader_is() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var alice = "cus_a" + tag;
        var bob = "cus_b" + tag;
        var alices = new ArrayList<String>();
        var bobs = new ArrayList<String>();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var heardByAlice = readers.submit(reader(TestTokens.customer(alice), random));
            var heardByShop = readers.submit(reader(TestTokens.merchant(shop), random));
            for (int i = 0; i < EVENTS; i++) {
                alices.add(tell(alice));
                bobs.add(tell(bob));
            }
            var all = new ArrayList<>(alices);
            all.addAll(bobs);

            assertAll(heardByAlice.get(), alices, "c", seed);
            var atShop = heardByShop.get();
            assertThat(atShop.refunds())
                    .as("seed %s", seed)
                    .hasSize(EVENTS)
                    .doesNotHaveDuplicates();
            try (var rest =
                    LiveStream.open(port(0), TestTokens.merchant(shop), last(atShop.places()))) {
                readSome(rest, EVENTS, 2 * EVENTS, atShop.refunds(), atShop.places());
            }
            assertAll(atShop, all, "m", seed);
        }
    }

    private static Callable<Heard> reader(String token, Random random) {
        var own = new Random(random.nextLong());
        return () -> wander(token, EVENTS, own);
    }

    private static void assertAll(Heard heard, List<String> told, String side, long seed) {
        assertThat(heard.refunds())
                .as("seed %s", seed)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(new HashSet<>(told));
        for (int i = 0; i < heard.places().size(); i++) {
            assertThat(heard.places().get(i)).as("seed %s", seed).isEqualTo(side + (i + 1));
        }
    }

    /// Last, because it leaves no room for others.
    @Test
    @Order(2)
    void an_instance_has_room_for_so_many_streams_and_says_so() throws Exception {
        var open = new ArrayList<LiveStream>();
        try {
            HttpResponse<InputStream> answer;
            do {
                answer =
                        HTTP.send(
                                aStream("cus_" + open.size() + tag), BodyHandlers.ofInputStream());
                open.add(new LiveStream(answer));
            } while (answer.statusCode() == 200 && open.size() <= ROOM);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"code\":\"STREAMS_FULL\"", "No room for another stream");
            open.add(LiveStream.open(port(1), TestTokens.customer("cus_9" + tag)));
        } finally {
            for (var live : open) {
                live.close();
            }
        }
    }

    private static HttpRequest aStream(String customer) {
        return HttpRequest.newBuilder(
                        URI.create(
                                "http://127.0.0.1:%s/v1/notifications/stream".formatted(port(0))))
                .header("Accept", "text/event-stream")
                .header("Accept-Language", "en")
                .header("Authorization", "Bearer " + TestTokens.customer(customer))
                .build();
    }
}
