package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// A gateway behind a proxy that it trusts, which is the test.
@TestPropertySource(
        properties = {
            "server.tomcat.remoteip.internal-proxies=127.0.0.0/8,10.9.0.0/16",
            "juhui.gateway.rate-limit.refused.per-second=1",
            "juhui.gateway.rate-limit.anonymous.per-second=1",
            "juhui.gateway.rate-limit.anonymous.burst=3"
        })
class RefusedTokensTest extends GatewayTest {

    private static final String BAD =
            TestTokens.sign(TestTokens.claims("mallory", null).build(), TestTokens.newKey());

    private int shown(String token, String forwardedFor) {
        return send(as(token, "/v1/orders").header("X-Forwarded-For", forwardedFor)).statusCode();
    }

    @Test
    void soon_are_not_even_looked_at_and_nobody_else_is_held_up() {
        assertThat(shown(ALICE, "203.0.113.7")).isEqualTo(200);
        var looked = 0;
        for (int i = 0; i < 2_400; i++) {
            var status = shown(BAD, "203.0.113.7");
            assertThat(status).isIn(401, 429);
            looked += status == 401 ? 1 : 0;
        }
        assertThat(looked).isBetween(200, 300);

        var refused = send(as(BAD, "/v1/orders").header("X-Forwarded-For", "203.0.113.7"));
        assertThat(problem(refused)).isEqualTo("429 RATE_LIMITED");
        assertThat(header(refused, "Retry-After")).isEqualTo("1");
        assertThat(shown(ALICE, "203.0.113.7")).as("known, same address").isEqualTo(200);
        assertThat(shown(BAD, "203.0.113.8")).as("another address").isEqualTo(401);
        assertThat(shown(BAD, "203.0.113.7, 203.0.113.9")).as("said by a stranger").isEqualTo(401);
        assertThat(shown(BAD, "203.0.113.7, 10.9.1.1")).as("said by a proxy").isEqualTo(429);
    }

    @Test
    void who_shows_none_is_refused_like_who_shows_a_bad_one_and_reads_what_needs_none() {
        var limited = 0;
        for (int i = 0; i < 300; i++) {
            var answer = send(anonymous("/v1/orders").header("X-Forwarded-For", "203.0.113.20"));
            if (answer.statusCode() == 429) {
                assertThat(problem(answer)).isEqualTo("429 RATE_LIMITED");
                assertThat(header(answer, "Retry-After")).isEqualTo("1");
                limited++;
            } else {
                assertThat(problem(answer)).isEqualTo("401 UNAUTHENTICATED");
            }
        }
        assertThat(limited).isBetween(50, 100);
        assertThat(shown(BAD, "203.0.113.20")).isEqualTo(429);
        var open = anonymous("/v1/refund-policies").header("X-Forwarded-For", "203.0.113.20");
        assertThat(send(open).statusCode()).isEqualTo(200);
    }

    @Test
    void strangers_behind_a_proxy_are_counted_one_by_one() {
        for (int i = 0; i < 20; i++) {
            var asked =
                    anonymous("/v1/refund-policies").header("X-Forwarded-For", "198.51.100." + i);
            assertThat(send(asked).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_ipv6_network_is_one_stranger() {
        var limited = 0;
        for (int i = 0; i < 10; i++) {
            var asked =
                    anonymous("/v1/refund-policies")
                            .header("X-Forwarded-For", "2001:db8:1:2::" + i);
            limited += send(asked).statusCode() == 429 ? 1 : 0;
        }
        assertThat(limited).isPositive();
    }
}
