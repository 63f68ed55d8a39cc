package cn.juhui.notification.adapter.http.webhook;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/// An endpoint where nothing gets through. Days pass by changing what the store says about the past.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = {
            "spring.config.name=notification-service",
            "juhui.webhooks.upkeep-every=200ms"
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DisabledEndpointTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Of the schedule: the one after them is the last try.
    private static final int FAILURES = 9;

    private final TellingService refundService = new TellingService();
    private final String shop = "mer_" + UUID.randomUUID().toString().substring(0, 8);
    private final Receiver erp = new Receiver(Receiver.always(500, "no"));
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
        erp.close();
    }

    private String tell() {
        var refundId = Ids.next("rfd");
        var ids =
                new CaseIds(
                        new RefundId(refundId),
                        new OrderId(Ids.sibling("ord", refundId)),
                        "JH1001",
                        new CustomerId("cus_alice"),
                        new MerchantId(shop));
        refundService.tell(Topics.REFUNDS, refundId, shop, 1, new MerchantUrged(ids, 1));
        return refundId;
    }

    private JsonNode endpoint(String id) {
        return people.get("/v1/webhook-endpoints/" + id);
    }

    private List<JsonNode> notices() {
        return people.get("/v1/notifications")
                .path("data")
                .valueStream()
                .filter(news -> news.path("type").asString().equals("webhook.endpoint_disabled"))
                .toList();
    }

    /// The only one that there is.
    private JsonNode delivery(String endpointId) {
        return people.get("/v1/webhook-deliveries?endpointId=" + endpointId).path("data").path(0);
    }

    /// The delivery has failed as often as the schedule allows but once, and nothing has got through for so long.
    private void lastTryIsDue(String id, Duration failing) {
        var endpoints = mongo.getCollection("webhookEndpoints");
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    var endpoint = endpoints.find(eq("_id", id)).first();
                    return delivery(id).path("attempts").asInt(0) >= 1
                            && endpoint != null
                            && !endpoint.containsKey("claim");
                });
        var since = Instant.now().minus(failing);
        endpoints.updateOne(eq("_id", id), Updates.set("failingSince", Date.from(since)));
        mongo.getCollection("webhookDeliveries")
                .updateOne(
                        eq("_id", delivery(id).path("id").asString()),
                        Updates.combine(
                                Updates.set("failures", FAILURES),
                                Updates.set("dueAt", new Date())));
        endpoints.updateOne(eq("_id", id), Updates.set("dueAt", new Date()));
    }

    private void awaitFailed(String id) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> delivery(id).path("state").asString("").equals("FAILED"));
    }

    @Test
    void after_three_days_and_the_last_try_it_is_disabled_and_its_people_hear_of_it() {
        var id = people.endpoint(erp.url("/broken")).path("id").asString();
        tell();
        lastTryIsDue(id, Duration.ofDays(3).plusMinutes(1));
        awaitFailed(id);
        Awaitility.await().atMost(PATIENCE).until(() -> !endpoint(id).path("enabled").asBoolean());
        assertThat(endpoint(id).path("disabledBecause").asString()).isEqualTo("FAILING");
        var told = Awaitility.await().atMost(PATIENCE).until(this::notices, all -> !all.isEmpty());
        assertThat(told.getFirst().path("text").asString()).contains(erp.url("/broken"));

        var sent = erp.received().size();
        var quiet = tell();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> people.get("/v1/events").toString().contains(quiet));
        erp.behave(Receiver.always(204, ""));
        people.expect(200, "PATCH", "/v1/webhook-endpoints/" + id, "{\"enabled\":true}");
        var later = tell();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> erp.received().stream().anyMatch(r -> r.text().contains(later)));
        assertThat(erp.received().subList(sent, erp.received().size()))
                .noneMatch(request -> request.text().contains(quiet));
        assertThat(notices()).hasSize(1);
    }

    @Test
    void a_delivery_that_is_given_up_before_three_days_are_over_disables_nothing() {
        var id = people.endpoint(erp.url("/")).path("id").asString();
        tell();
        lastTryIsDue(id, Duration.ofDays(2));
        awaitFailed(id);
        erp.behave(Receiver.always(204, ""));
        var later = tell();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> erp.received().stream().anyMatch(r -> r.text().contains(later)));
        assertThat(endpoint(id).path("enabled").asBoolean()).isTrue();
        assertThat(notices()).isEmpty();
    }

    /// As a process leaves it that dies right after it disabled the endpoint.
    @Test
    void who_was_not_told_because_a_process_died_is_told_by_the_next_look_and_once() {
        var id = people.endpoint(erp.url("/gone")).path("id").asString();
        mongo.getCollection("webhookEndpoints")
                .updateOne(
                        eq("_id", id),
                        Updates.combine(
                                Updates.set("enabled", false),
                                Updates.set("disabledBecause", "GONE"),
                                Updates.set("untold", 2L),
                                Updates.set("version", 2L)));
        Awaitility.await().atMost(PATIENCE).until(this::notices, all -> all.size() == 1);
        awaitNoted(id);

        mongo.getCollection("webhookEndpoints").updateOne(eq("_id", id), Updates.set("untold", 2L));
        awaitNoted(id);
        assertThat(notices()).hasSize(1);
    }

    private void awaitNoted(String id) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    var found = mongo.getCollection("webhookEndpoints").find(eq("_id", id)).first();
                    return found != null && !found.containsKey("untold");
                });
    }
}
