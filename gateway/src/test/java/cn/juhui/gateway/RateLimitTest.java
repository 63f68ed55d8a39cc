package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.TestTokens;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "juhui.gateway.rate-limit.caller.per-second=1",
            "juhui.gateway.rate-limit.caller.burst=5",
            "juhui.gateway.rate-limit.anonymous.per-second=1",
            "juhui.gateway.rate-limit.anonymous.burst=3"
        })
class RateLimitTest extends GatewayTest {

    @Test
    void who_calls_too_often_is_told_when_to_come_back_and_nobody_else_is() {
        var hasty = TestTokens.customer("cus_hasty");
        var codes = new ArrayList<Integer>();
        for (var i = 0; i < 12; i++) {
            codes.add(send(as(hasty, "/v1/orders")).statusCode());
        }
        assertThat(codes.subList(0, 5)).containsOnly(200);
        assertThat(codes).contains(429);
        var refused = send(as(hasty, "/v1/orders").header("Accept-Language", "en"));
        assertThat(problem(refused)).isEqualTo("429 RATE_LIMITED");
        assertThat(header(refused, "Retry-After")).isEqualTo("1");
        assertThat(header(refused, "RateLimit")).matches("\"caller\";r=0;t=\\d+");
        assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"caller\";q=5;w=5");
        assertThat(json(refused).path("detail").asString()).contains("1 s");
        assertThat(send(as(TestTokens.customer("cus_patient"), "/v1/orders")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void every_answer_says_how_much_is_left() {
        var answer = send(as(TestTokens.customer("cus_curious"), "/v1/orders"));
        assertThat(header(answer, "RateLimit")).isEqualTo("\"caller\";r=4;t=1");
    }

    @Test
    void who_shows_no_token_is_counted_by_address_whatever_they_claim() {
        var codes = new ArrayList<Integer>();
        for (var i = 0; i < 8; i++) {
            codes.add(
                    send(anonymous("/v1/refund-policies").header("X-Forwarded-For", "10.0.0." + i))
                            .statusCode());
        }
        assertThat(codes).contains(200, 429);
    }
}
