package cn.juhui.notification.adapter.http.contact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantReviewStarted;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.notification.adapter.http.webhook.MerchantClient;
import cn.juhui.notification.adapter.http.webhook.Receiver;
import cn.juhui.notification.domain.NotificationContent;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestTokens;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// News that leave the house, with a real SMTP server and a gateway of text messages on a socket.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = "spring.config.name=notification-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class MessagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();
    private static final GreenMail MAILS =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final Gateway GATEWAY = new Gateway();

    /// A text message that came in.
    private record Sms(JsonNode body, String key, String authorization, int answered) {}

    private static final class Gateway {
        private final List<Sms> taken = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Gateway() {
            try {
                server =
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext(
                    "/sms",
                    exchange -> {
                        var body =
                                JsonMapper.shared()
                                        .readTree(exchange.getRequestBody().readAllBytes());
                        var to = body.path("to").asString();
                        var answer =
                                to.endsWith("400")
                                        ? 400
                                        : to.endsWith("503") && to(to).isEmpty() ? 503 : 202;
                        var headers = exchange.getRequestHeaders();
                        taken.add(
                                new Sms(
                                        body,
                                        headers.getFirst("Idempotency-Key"),
                                        headers.getFirst("Authorization"),
                                        answer));
                        exchange.sendResponseHeaders(answer, -1);
                        exchange.close();
                    });
            server.start();
        }

        List<Sms> to(String number) {
            return taken.stream()
                    .filter(sms -> sms.body().path("to").asString().equals(number))
                    .toList();
        }
    }

    @DynamicPropertySource
    static void ways(DynamicPropertyRegistry registry) {
        MAILS.start();
        registry.add("juhui.notifications.email.host", () -> "127.0.0.1");
        registry.add("juhui.notifications.email.port", () -> MAILS.getSmtp().getPort());
        registry.add("juhui.notifications.email.tls", () -> "false");
        registry.add("juhui.notifications.email.from", () -> "no-reply@juhui.example");
        registry.add(
                "juhui.notifications.sms.url",
                () -> "http://127.0.0.1:" + GATEWAY.server.getAddress().getPort() + "/sms");
        registry.add("juhui.notifications.sms.key", () -> "sms-key");
    }

    @AfterAll
    static void stop() {
        MAILS.stop();
        GATEWAY.server.stop(0);
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String alice = Ids.next("cus");
    private final String shop = Ids.next("mer");
    private final String mail = "m" + Ids.next("box").substring(4, 20) + "@shop.example";

    @Autowired private MongoTemplate mongo;
    @Autowired private MeterRegistry meters;
    @LocalServerPort private int port;

    private HttpResponse<String> call(String method, String token, String body) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + port
                                                + "/v1/notifications/preferences"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            return ANSWERS.checked(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void prefers(String token, Map<String, Object> preferences) {
        var answer = call("PUT", token, new String(StateMapper.toJson(preferences), UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private CaseIds ids() {
        return new CaseIds(
                new RefundId(Ids.next("rfd")),
                new OrderId(Ids.next("ord")),
                "JH" + shop.substring(28),
                new CustomerId(alice),
                new MerchantId(shop));
    }

    private RefundEvent aReview() {
        return new MerchantReviewStarted(
                ids(), Money.cny(9_900), List.of(), Instant.parse("2026-03-02T12:00:00Z"));
    }

    private void tell(RefundEvent event, int times) {
        var id = Ids.next("evt");
        try (var topic = new TellingService()) {
            for (int i = 0; i < times; i++) {
                topic.tell(Topics.REFUNDS, event.refundId().value(), shop, 1, id, event);
            }
        }
    }

    private List<MimeMessage> mails() {
        return Arrays.stream(MAILS.getReceivedMessages())
                .filter(one -> {
                    try {
                        return one.getAllRecipients()[0].toString().equals(mail);
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static Document of(String recipient) {
        return new Document(
                "inbox",
                new Document("$in", List.of("CUSTOMER:" + recipient, "MERCHANT:" + recipient)));
    }

    private Document stored(String recipient) {
        return Objects.requireNonNull(
                mongo.getCollection("notifications").find(of(recipient)).first());
    }

    private void awaitDone(String recipient) {
        await().atMost(PATIENCE)
                .until(() ->
                        mongo.getCollection("notifications")
                                        .countDocuments(
                                                of(recipient)
                                                        .append(
                                                                "sendAt",
                                                                new Document("$exists", false)))
                                > 0);
    }

    @Test
    void news_arrive_once_in_the_language_of_who_reads_them_whatever_is_delivered_twice()
            throws Exception {
        prefers(TestTokens.customer(alice), Map.of("language", "en", "email", mail));
        tell(aReview(), 3);

        await().atMost(PATIENCE).until(() -> !mails().isEmpty());
        awaitDone(alice);
        // Whatever is handled behind the repeats has passed them.
        var other = "x" + mail;
        prefers(TestTokens.customer(alice), Map.of("language", "zh", "email", other));
        tell(aReview(), 1);
        await().atMost(PATIENCE)
                .until(() ->
                        Arrays.stream(MAILS.getReceivedMessages())
                                .anyMatch(one -> sentTo(one, other)));

        assertThat(mails()).hasSize(1);
        assertThat(mails().getFirst().getSubject()).matches("[\\x20-\\x7e]+");
        assertThat(mails().getFirst().getMessageID())
                .isEqualTo("<" + stored(alice).getString("_id") + "@juhui.example>");
    }

    private static boolean sentTo(MimeMessage one, String address) {
        try {
            return one.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_urge_reaches_the_merchant_every_way_whatever_was_chosen() {
        var number = "+8613800000001";
        prefers(
                TestTokens.merchant(shop),
                Map.of(
                        "language",
                        "zh",
                        "email",
                        mail,
                        "phone",
                        number,
                        "kinds",
                        Map.of("refund.merchant_urged", List.of())));
        tell(new MerchantUrged(ids(), 1), 2);

        await().atMost(PATIENCE).until(() -> !mails().isEmpty() && !GATEWAY.to(number).isEmpty());
        awaitDone(shop);
        assertThat(mails()).hasSize(1);
        assertThat(GATEWAY.to(number)).hasSize(1);
        var sms = GATEWAY.to(number).getFirst();
        assertThat(sms.key()).isEqualTo(sms.body().path("id").asString());
        assertThat(sms.authorization()).isEqualTo("Bearer sms-key");
        assertThat(sms.body().path("text").asString()).contains("JH");
    }

    @Test
    void a_disabled_endpoint_is_mailed_to_its_merchant_once_unless_it_chose_otherwise()
            throws Exception {
        var number = "+8613800000004";
        var chose = Ids.next("mer");
        prefers(TestTokens.merchant(shop), Map.of("language", "en", "email", mail));
        prefers(
                TestTokens.merchant(chose),
                Map.of(
                        "language",
                        "zh",
                        "email",
                        "x" + mail,
                        "phone",
                        number,
                        "kinds",
                        Map.of(NotificationContent.ENDPOINT_DISABLED, List.of("SMS"))));
        try (var gone = new Receiver(Receiver.always(410, ""))) {
            for (var merchantId : List.of(shop, chose)) {
                var people = new MerchantClient(port, merchantId);
                var id = people.endpoint(gone.url("/" + merchantId)).path("id").asString();
                people.expect(202, "POST", "/v1/webhook-endpoints/" + id + "/test", null);
            }
            await().atMost(PATIENCE)
                    .until(() -> !mails().isEmpty() && !GATEWAY.to(number).isEmpty());
            awaitDone(shop);
            awaitDone(chose);
            assertThat(mails()).hasSize(1);
            assertThat(mails().getFirst().getSubject()).isEqualTo("An endpoint was disabled");
            assertThat(mails().getFirst().getContent().toString())
                    .contains(gone.url("/" + shop))
                    .contains("410");
            assertThat(GATEWAY.to(number)).hasSize(1);
            assertThat(GATEWAY.to(number).getFirst().body().path("text").asString())
                    .contains(gone.url("/" + chose))
                    .contains("停止");
            assertThat(MAILS.getReceivedMessages()).noneMatch(one -> sentTo(one, "x" + mail));
        }
    }

    @Test
    void quiet_hours_put_a_text_message_off_and_hold_up_no_mail() {
        var number = "+8613800000002";
        var now = LocalTime.now(ZoneId.of("Asia/Shanghai"));
        var until = now.plusHours(2);
        prefers(
                TestTokens.customer(alice),
                Map.of(
                        "language",
                        "zh",
                        "email",
                        mail,
                        "phone",
                        number,
                        "quietHours",
                        Map.of(
                                "from",
                                now.minusHours(2).toString().substring(0, 5),
                                "to",
                                until.toString().substring(0, 5))));
        tell(aReview(), 1);

        await().atMost(PATIENCE).until(() -> !mails().isEmpty());
        await().atMost(PATIENCE)
                .until(() -> {
                    var next = stored(alice).getDate("sendAt");
                    return next != null
                            && next.toInstant().isAfter(Instant.now().plusSeconds(3_600));
                });
        assertThat(GATEWAY.to(number)).isEmpty();
        assertThat(mails()).hasSize(1);
    }

    @Test
    void what_is_not_taken_now_is_tried_again_under_the_same_id_and_what_is_refused_is_given_up() {
        var later = "+8613800000503";
        var never = "+8613800000400";
        prefers(TestTokens.customer(alice), Map.of("language", "zh", "phone", later));
        prefers(TestTokens.merchant(shop), Map.of("language", "zh", "phone", never));
        var before = givenUp();
        tell(aReview(), 1);

        await().atMost(PATIENCE).until(() -> GATEWAY.to(later).size() == 2);
        awaitDone(alice);
        awaitDone(shop);
        assertThat(GATEWAY.to(later)).extracting(Sms::answered).containsExactly(503, 202);
        assertThat(GATEWAY.to(later))
                .extracting(Sms::key)
                .containsOnly(stored(alice).getString("_id"));
        assertThat(GATEWAY.to(never)).hasSize(1);
        assertThat(givenUp()).isEqualTo(before + 1);
    }

    private double givenUp() {
        return meters.get("juhui.notifications.sent")
                .tags("channel", "SMS", "outcome", "GIVEN_UP")
                .counter()
                .count();
    }

    @Test
    void preferences_are_each_ones_own_come_back_as_they_were_put_and_lie_sealed() {
        var shape =
                Map.of(
                        "language",
                        "en",
                        "email",
                        mail,
                        "phone",
                        "+8613800138000",
                        "kinds",
                        Map.of("refund.completed", List.of("SMS", "EMAIL")),
                        "quietHours",
                        Map.of("from", "22:00", "to", "08:00"));
        var none = call("GET", TestTokens.customer(alice), "");
        assertThat(JsonMapper.shared().readTree(none.body()).path("language").asString())
                .isEqualTo("zh");
        prefers(TestTokens.customer(alice), shape);

        var mine = JsonMapper.shared().readTree(call("GET", TestTokens.customer(alice), "").body());
        assertThat(mine.path("email").asString()).isEqualTo(mail);
        assertThat(mine.at("/quietHours/from").asString()).isEqualTo("22:00");
        assertThat(mine.at("/kinds/refund.completed").toString()).isEqualTo("[\"EMAIL\",\"SMS\"]");
        assertThat(call("GET", TestTokens.merchant(shop), "").body()).doesNotContain(mail);
        assertThat(call("GET", TestTokens.operator(), "").statusCode()).isEqualTo(403);
        var lies =
                mongo.getCollection("contacts")
                        .find(new Document("_id", "CUSTOMER:" + alice))
                        .first();
        assertThat(String.valueOf(lies)).contains("sealed").doesNotContain(mail, "138");
    }

    @Test
    void every_kind_of_news_can_be_heard_of_another_way() {
        var kinds =
                NotificationContent.TYPES.stream()
                        .collect(Collectors.toMap(kind -> kind, _ -> List.of("SMS")));
        prefers(TestTokens.customer(alice), Map.of("language", "zh", "kinds", kinds));

        var mine = JsonMapper.shared().readTree(call("GET", TestTokens.customer(alice), "").body());
        assertThat(mine.at("/kinds/webhook.endpoint_disabled").toString()).isEqualTo("[\"SMS\"]");
        assertThat(mine.path("kinds").size()).isEqualTo(NotificationContent.TYPES.size());
    }

    @Test
    void what_is_no_address_no_number_no_kind_or_no_time_is_refused() {
        for (var wrong :
                List.of(
                        "{}",
                        "{\"language\":\"fr\"}",
                        "{\"language\":\"zh\",\"email\":\"a b@c.example\"}",
                        "{\"language\":\"zh\",\"email\":\"a@c.example\\r\\nBcc: x@y.example\"}",
                        "{\"language\":\"zh\",\"phone\":\"13800138000\"}",
                        "{\"language\":\"zh\",\"kinds\":{\"refund.nothing\":[]}}",
                        "{\"language\":\"zh\",\"kinds\":{\"refund.completed\":[\"FAX\"]}}",
                        "{\"language\":\"zh\",\"quietHours\":{\"from\":\"25:00\",\"to\":\"08:00\"}}",
                        "{\"language\":\"zh\",\"quietHours\":{\"from\":\"22:00\"}}")) {
            assertThat(call("PUT", TestTokens.customer(alice), wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }
}
