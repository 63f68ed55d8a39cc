package cn.juhui.notification.adapter.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.order.OrderIds;
import cn.juhui.contracts.order.OrderRefunded;
import cn.juhui.contracts.order.RefundHoldReleased;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutIds;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.refund.RefundWithdrawn;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/// A merchant's system asks for its events.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = "spring.config.name=notification-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FeedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TellingService refundService = new TellingService();
    private final String shop = "mer_" + UUID.randomUUID().toString().substring(0, 8);
    private MerchantClient people;

    @LocalServerPort private int port;
    @Autowired private MongoTemplate mongo;

    @BeforeEach
    void start() {
        people = new MerchantClient(port, shop);
    }

    @AfterEach
    void stop() {
        refundService.close();
    }

    private CaseIds ids(String refundId) {
        return new CaseIds(
                new RefundId(refundId),
                new OrderId(Ids.sibling("ord", refundId)),
                "JH1001",
                new CustomerId("cus_alice"),
                new MerchantId(shop));
    }

    private String told(int times) {
        var refundId = Ids.next("rfd");
        IntStream.rangeClosed(1, times).forEach(n -> tellUrged(refundId, n));
        return refundId;
    }

    private void tellUrged(String refundId, int n) {
        refundService.tell(Topics.REFUNDS, refundId, shop, n, new MerchantUrged(ids(refundId), n));
    }

    private List<JsonNode> awaitEvents(int many) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                people.get("/v1/events?limit=100")
                                        .path("data")
                                        .valueStream()
                                        .toList(),
                        all -> all.size() >= many);
    }

    private static List<String> ids(List<JsonNode> events) {
        return events.stream().map(event -> event.path("id").asString()).toList();
    }

    @Test
    void events_come_in_order_once_each_page_by_page() {
        var one = told(7);
        var other = told(6);
        var all = awaitEvents(13);
        for (var refundId : List.of(one, other)) {
            assertThat(
                            all.stream()
                                    .filter(e -> e.path("subject").asString().equals(refundId))
                                    .map(e -> e.path("data").path("count").asInt()))
                    .isSorted();
        }
        var read = new ArrayList<JsonNode>();
        var path = "/v1/events?limit=5";
        while (true) {
            var page = people.get(path);
            if (page.path("data").isEmpty()) {
                break;
            }
            page.path("data").forEach(read::add);
            path = "/v1/events?limit=5&after=" + page.path("nextCursor").asString();
        }
        assertThat(ids(read)).containsExactlyElementsOf(ids(all)).doesNotHaveDuplicates();

        var third = ids(all).get(2);
        assertThat(ids(people.get("/v1/events?after=" + third).path("data").valueStream().toList()))
                .containsExactlyElementsOf(ids(all).subList(3, 13));
    }

    @Test
    void only_the_types_that_are_asked_for_come() {
        var refundId = told(1);
        refundService.tell(Topics.REFUNDS, refundId, shop, 2, new RefundWithdrawn(ids(refundId)));
        awaitEvents(2);
        var found = people.get("/v1/events?types=refund.withdrawn,refund.closed");
        assertThat(found.path("data").valueStream().map(e -> e.path("type").asString()))
                .containsExactly("refund.withdrawn");
        var next = found.path("nextCursor").asString();
        assertThat(people.get("/v1/events?after=" + next).path("data")).isEmpty();
        people.expect(400, "GET", "/v1/events?types=refund.guessed", null);
    }

    @Test
    void who_waits_is_told_as_soon_as_there_is_something() {
        told(1);
        var first = ids(awaitEvents(1)).getFirst();
        var waiting =
                CompletableFuture.supplyAsync(
                        () -> people.get("/v1/events?wait=20&after=" + first));
        var second = told(1);
        var began = System.nanoTime();
        var found = waiting.join();
        assertThat(found.path("data").path(0).path("subject").asString()).isEqualTo(second);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));

        var next = found.path("nextCursor").asString();
        began = System.nanoTime();
        assertThat(people.get("/v1/events?wait=1&after=" + next).path("data")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
    }

    @Test
    void a_place_behind_which_something_is_missing_is_gone() {
        told(5);
        var all = awaitEvents(5);
        var afterFirst = people.get("/v1/events?limit=1").path("nextCursor").asString();
        var stored = mongo.getCollection("notifications");
        for (var id : ids(all).subList(1, 3)) {
            stored.deleteOne(
                    Filters.and(Filters.eq("inbox", "EVENTS:" + shop), Filters.eq("eventId", id)));
        }
        people.expect(410, "GET", "/v1/events?after=" + afterFirst, null);
        people.expect(410, "GET", "/v1/events?after=" + ids(all).get(1), null);
        people.expect(410, "GET", "/v1/events?after=" + Ids.next("evt"), null);
        var position = Cursors.decode(afterFirst, 2).getFirst();
        var old =
                Cursors.encode(
                        position,
                        Long.toString(Instant.now().minus(Duration.ofDays(31)).getEpochSecond()));
        people.expect(410, "GET", "/v1/events?after=" + old, null);
        people.expect(400, "GET", "/v1/events?after=nothing", null);
        people.expect(400, "GET", "/v1/events?wait=21", null);
        people.expect(400, "GET", "/v1/events?limit=101", null);
        assertThat(people.get("/v1/events").path("data")).hasSize(3);
    }

    @Test
    void events_expire_after_thirty_days_and_positions_are_never_given_twice() {
        told(3);
        awaitEvents(3);
        var mine = new Document("inbox", "EVENTS:" + shop);
        var stored = mongo.getCollection("notifications");
        var last = stored.find(mine).sort(new Document("position", -1)).first();
        assertThat(last).isNotNull();
        assertThat(last.getDate("expiresAt").toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(30)).minusSeconds(120),
                        Instant.now().plus(Duration.ofDays(30)));
        assertThat(last.getLong("position") / 100_000_000)
                .isEqualTo(Instant.now().getEpochSecond() / 86_400);
        assertThat(
                        mongo
                                .getCollection("notifications")
                                .listIndexes()
                                .into(new ArrayList<>())
                                .stream()
                                .filter(index -> index.containsKey("expireAfterSeconds")))
                .hasSize(1);
    }

    @Test
    void an_event_that_comes_again_stands_there_once() {
        var refundId = Ids.next("rfd");
        var event = new MerchantUrged(ids(refundId), 1);
        var id = Ids.next("evt");
        refundService.tell(Topics.REFUNDS, refundId, shop, 1, id, event);
        refundService.tell(Topics.REFUNDS, refundId, shop, 1, id, event);
        tellUrged(refundId, 2);
        assertThat(ids(awaitEvents(2))).hasSize(2).startsWith(id);
    }

    @Test
    void a_shops_system_hears_of_its_cards_and_of_the_numbers_of_its_money() {
        var refundId = new RefundId(Ids.next("rfd"));
        var orderId = new OrderId(Ids.sibling("ord", refundId.value()));
        var payoutId = new PayoutId(Ids.sibling("pay", refundId.value()));
        var customer = new CustomerId("cus_alice");
        var cards = List.of(new CardId(Ids.sibling("crd", refundId.value())));
        var ofOrder = new OrderIds(orderId, "JH1001", customer, new MerchantId(shop));
        var ofPayout = new PayoutIds(payoutId, refundId, orderId, customer, new MerchantId(shop));
        var amount = Money.cny(9_900);
        refundService.tell(
                Topics.ORDERS,
                orderId.value(),
                shop,
                1,
                new CardsVoided(
                        ofOrder,
                        refundId,
                        cards,
                        amount,
                        PaymentChannel.ALIPAY,
                        "4200001",
                        Instant.parse("2026-11-20T02:15:40Z")));
        refundService.tell(
                Topics.ORDERS,
                orderId.value(),
                shop,
                2,
                new OrderRefunded(ofOrder, refundId, cards, amount, amount));
        refundService.tell(
                Topics.ORDERS,
                orderId.value(),
                shop,
                3,
                new RefundHoldReleased(ofOrder, refundId, cards, amount));
        refundService.tell(
                Topics.PAYOUTS,
                payoutId.value(),
                shop,
                1,
                new PayoutCompleted(
                        ofPayout,
                        amount,
                        PaymentChannel.ALIPAY,
                        "JHP1",
                        "20261120",
                        Instant.parse("2026-11-20T10:20:31Z")));
        var all = awaitEvents(3);
        assertThat(all.stream().map(event -> event.path("type").asString()))
                .containsExactlyInAnyOrder(
                        "order.cards_voided", "order.refund_hold_released", "payout.completed");
        for (var event : all) {
            assertThat(event.path("merchantid").asString()).isEqualTo(shop);
            assertThat(event.path("data").path("refundId").asString()).isEqualTo(refundId.value());
            assertThat(event.toString()).doesNotContain("4200001");
        }
        assertThat(
                        people.get("/v1/events?types=payout.completed")
                                .path("data")
                                .path(0)
                                .path("data")
                                .path("payoutNo")
                                .asString())
                .isEqualTo("JHP1");
        assertThat(people.get("/v1/notifications").path("data")).isEmpty();
    }
}
