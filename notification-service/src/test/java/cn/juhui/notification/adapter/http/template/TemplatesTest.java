package cn.juhui.notification.adapter.http.template;

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
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The sentences, as an operator changes them and everybody reads them.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = "spring.config.name=notification-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TemplatesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();
    private static final String TEMPLATES = "/v1/notification-templates";
    private static final String REVIEW = TEMPLATES + "/refund.merchant_review_started.customer";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String alice = Ids.next("cus");
    private final String shop = Ids.next("mer");

    @LocalServerPort private int port;

    private HttpResponse<String> call(String method, String path, String token, String body) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
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

    private JsonNode ok(String method, String path, String body) {
        var answer = call(method, path, TestTokens.operator(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String texts(String title, String text) {
        var said = Map.of("title", title, "text", text);
        return new String(StateMapper.toJson(Map.of("zh", said, "en", said)), UTF_8);
    }

    private String inbox() {
        return call("GET", "/v1/notifications", TestTokens.customer(alice), "").body();
    }

    @Test
    void every_sentence_is_listed_once_in_both_languages_with_its_places() {
        var cursor = "";
        var seen = 0;
        do {
            var page = ok("GET", TEMPLATES + "?limit=50" + cursor, "");
            for (var template : page.path("data")) {
                seen++;
                assertThat(template.at("/zh/text").asString()).isNotBlank();
                assertThat(template.at("/en/text").asString()).isNotBlank();
                assertThat(template.toString()).doesNotContain("{0}", "{1}", "{2}");
            }
            cursor =
                    page.path("nextCursor").isNull()
                            ? ""
                            : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).isGreaterThan(100);
        var review = ok("GET", REVIEW, "");
        assertThat(review.at("/zh/text").asString()).contains("{orderNo}", "{amount}");
        assertThat(review.path("places").toString()).isEqualTo("[\"amount\",\"orderNo\"]");
    }

    @Test
    void a_sentence_is_previewed_changed_read_and_put_back_with_a_name_on_it() {
        var id = Ids.next("rfd");
        try (var topic = new TellingService()) {
            topic.tell(
                    Topics.REFUNDS,
                    id,
                    shop,
                    1,
                    new MerchantReviewStarted(
                            new CaseIds(
                                    new RefundId(id),
                                    new OrderId(Ids.next("ord")),
                                    "JH1{amount}",
                                    new CustomerId(alice),
                                    new MerchantId(shop)),
                            Money.cny(9_900),
                            List.of(),
                            Instant.parse("2026-03-02T12:00:00Z")));
        }
        await().atMost(PATIENCE).until(() -> inbox().contains(id));
        var before = inbox();
        var draft = texts("改过的标题", "订单 {orderNo}：{amount}");

        var preview = ok("POST", REVIEW + "/preview", draft);
        assertThat(preview.at("/zh/text").asString()).isEqualTo("订单 JH20261124000001：¥99.00");
        assertThat(inbox()).isEqualTo(before);

        var changed = ok("PUT", REVIEW, draft);
        assertThat(changed.path("changed").asBoolean()).isTrue();
        // What somebody's number looks like is no place.
        assertThat(inbox()).contains("改过的标题", "订单 JH1{amount}：¥99.00");
        assertThat(ok("PUT", REVIEW, draft).path("version").asLong())
                .isEqualTo(changed.path("version").asLong() + 1);

        var reset = ok("DELETE", REVIEW, "");
        assertThat(reset.path("changed").asBoolean()).isFalse();
        assertThat(inbox()).isEqualTo(before);
        var trail =
                ok("GET", "/v1/audit?subject=refund.merchant_review_started.customer", "")
                        .path("data");
        assertThat(trail.findValuesAsString("action"))
                .containsExactly("TEMPLATE_RESET", "TEMPLATE_CHANGED", "TEMPLATE_CHANGED");
        assertThat(trail.at("/0/before")).isEqualTo(trail.at("/1/after"));
        assertThat(trail.at("/1/before")).isEqualTo(trail.at("/2/after"));
        assertThat(trail.at("/0/after")).isEqualTo(trail.at("/2/before"));
        assertThat(trail.at("/0/after")).isNotEqualTo(trail.at("/0/before"));
    }

    @Test
    void what_would_be_read_in_braces_is_refused_at_its_place() {
        for (var wrong : List.of("{text}", "{0}", "{amount", "amount}", "{ orderNo }")) {
            for (var call : List.of("PUT", "POST")) {
                var path = call.equals("PUT") ? REVIEW : REVIEW + "/preview";
                var answer = call(call, path, TestTokens.operator(), texts("标题", wrong));
                assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
                assertThat(answer.body()).contains("\"/zh/text\"");
            }
        }
        assertThat(call("PUT", REVIEW, TestTokens.operator(), texts(" ", "x")).statusCode())
                .isEqualTo(400);
        assertThat(call("GET", TEMPLATES + "/nobody", TestTokens.operator(), "").statusCode())
                .isEqualTo(404);
        for (var token : List.of(TestTokens.agent("agt_1"), TestTokens.customer(alice))) {
            assertThat(call("GET", TEMPLATES, token, "").statusCode()).isEqualTo(403);
            assertThat(call("PUT", REVIEW, token, texts("a", "b")).statusCode()).isEqualTo(403);
            assertThat(call("DELETE", REVIEW, token, "").statusCode()).isEqualTo(403);
        }
    }
}
