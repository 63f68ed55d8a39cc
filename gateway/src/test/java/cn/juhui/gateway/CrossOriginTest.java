package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.gateway.route.Service;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "juhui.gateway.origins=https://shop.example.com,http://localhost:*",
            "juhui.gateway.rate-limit.anonymous.per-second=1",
            "juhui.gateway.rate-limit.anonymous.burst=3"
        })
class CrossOriginTest extends GatewayTest {

    private static final String SHOP = "https://shop.example.com";

    private HttpResponse<String> beforehand(String origin, String path) {
        return send(
                anonymous(path)
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,idempotency-key")
                        .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static String allowed(HttpResponse<String> answer) {
        return header(answer, "Access-Control-Allow-Origin");
    }

    @Nested
    class a_listed_front_end {

        @ParameterizedTest
        @ValueSource(strings = {SHOP, "http://localhost", "http://localhost:5173"})
        void is_told_beforehand_what_it_may_send_without_a_token_and_uncounted(String origin) {
            for (var i = 0; i < 5; i++) {
                var answer = beforehand(origin, "/v1/refunds/rfd_1/offer/accept");
                assertThat(answer.statusCode()).isEqualTo(204);
                assertThat(allowed(answer)).isEqualTo(origin);
                assertThat(header(answer, "Access-Control-Allow-Methods"))
                        .contains("POST", "PATCH", "DELETE");
                assertThat(header(answer, "Access-Control-Allow-Headers"))
                        .contains("Authorization", "Idempotency-Key", "If-Match", "Prefer");
                assertThat(header(answer, "Access-Control-Max-Age")).isEqualTo("3600");
                assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
            }
            assertThat(anybodyWasAsked()).isFalse();
        }

        @Test
        void reads_the_answer_and_its_headers() {
            upstream(Service.REFUND)
                    .answers(exchange ->
                            Upstream.answer(
                                    exchange,
                                    201,
                                    "{}",
                                    Map.of(
                                            "Content-Type", "application/json",
                                            "ETag", "\"3\"",
                                            "Vary", "Accept-Language")));
            var answer = send(from(SHOP, as(ALICE, "/v1/refunds")));
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(SHOP);
            assertThat(header(answer, "Access-Control-Expose-Headers"))
                    .contains("ETag", "Location", "Retry-After", "Idempotency-Replayed");
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
        }

        @Test
        void reads_why_it_was_refused_whoever_refused_it() {
            assertReadable(401, from(SHOP, anonymous("/v1/orders")));
            assertReadable(401, from(SHOP, as("no-token", "/v1/orders")));
            assertReadable(404, from(SHOP, as(ALICE, "/v1/nothing")));
            assertReadable(400, from(SHOP, as(ALICE, "/v1/orders?x=%00")));
            assertReadable(
                    400, from(SHOP, as(ALICE, "/v1/orders").header("Idempotency-Key", "a b")));
            HttpResponse<String> answer;
            do {
                answer = send(from(SHOP, anonymous("/v1/refund-policies")));
                assertThat(allowed(answer)).isEqualTo(SHOP);
            } while (answer.statusCode() == 200);
            assertThat(problem(answer)).isEqualTo("429 RATE_LIMITED");
        }

        private void assertReadable(int status, HttpRequest.Builder request) {
            var answer = send(request);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(allowed(answer)).isEqualTo(SHOP);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.com.evil.test",
                "https://shop.example.com:8443",
                "http://shop.example.com",
                "http://localhost.evil.test",
                "http://localhost:5173.evil.test",
                "https://localhost:5173",
                "null"
            })
    void a_page_of_any_other_address_is_answered_as_ever_and_may_not_read_it(String origin) {
        assertThat(allowed(beforehand(origin, "/v1/refunds"))).isEmpty();
        var answer = send(from(origin, as(ALICE, "/v1/orders")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(allowed(answer)).isEmpty();
    }

    private static HttpRequest.Builder from(String origin, HttpRequest.Builder request) {
        return request.header("Origin", origin);
    }
}
