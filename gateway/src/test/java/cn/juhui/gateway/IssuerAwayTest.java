package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import cn.juhui.platform.security.IssuerKeys;
import cn.juhui.platform.security.SecuritySettings;
import cn.juhui.platform.testkit.FakeIssuer;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.platform.testkit.TestTokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Bean;

/// A gateway whose issuer stops, hangs, fails and changes its key, by a clock that the test moves.
@ExtendWith(OutputCaptureExtension.class)
class IssuerAwayTest extends GatewayTest {

    private static final FakeIssuer ISSUER = new FakeIssuer();
    private static final MovableClock CLOCK = new MovableClock(Instant.now());
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TestConfiguration
    static class ItsKeys {

        @Bean
        IssuerKeys keysOfTheFakeIssuer() {
            ISSUER.answers();
            return new IssuerKeys(
                    new SecuritySettings(
                            ISSUER.jwkSetUri(),
                            null,
                            "juhui",
                            "sub",
                            List.of(),
                            new SecuritySettings.Keys(
                                    Duration.ofMinutes(1),
                                    Duration.ofHours(12),
                                    Duration.ofSeconds(5))),
                    CLOCK);
        }
    }

    @Autowired IssuerKeys keys;
    @LocalManagementPort int managementPort;

    @BeforeEach
    void all_is_well() {
        ISSUER.answers();
        CLOCK.advance(Duration.ofMinutes(2));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> keys.age().isZero() && get(ISSUER.customer("alice")) == 200);
    }

    private void isAway(String how) {
        switch (how) {
            case "stopped" -> ISSUER.stops();
            case "hanging" -> ISSUER.hangs();
            case "failing" -> ISSUER.fails();
            default -> throw new IllegalArgumentException(how);
        }
    }

    /// Nobody waits for longer than a second.
    private HttpResponse<String> answer(String token) {
        var before = System.nanoTime();
        var answer = send(as(token, "/v1/orders"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SECOND);
        return answer;
    }

    private int get(String token) {
        return answer(token).statusCode();
    }

    private static String madeUp(int number) {
        return TestTokens.sign(
                TestTokens.claims("mallory", null, Role.CUSTOMER).build(),
                TestTokens.newKey("made-up-" + number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stopped", "hanging", "failing"})
    void half_an_hour_without_the_issuer_refuses_no_valid_token(String how) {
        var alice = ISSUER.customer("alice");
        isAway(how);
        for (int minute = 0; minute < 30; minute++) {
            CLOCK.advance(Duration.ofMinutes(1));
            assertThat(get(alice)).as("after %s minutes", minute + 1).isEqualTo(200);
        }
        assertThat(keys.areThere()).isTrue();
        assertThat(keys.age()).isGreaterThanOrEqualTo(Duration.ofMinutes(30));

        ISSUER.answers();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> keys.age().isZero() || moved());
        assertThat(get(alice)).isEqualTo(200);
    }

    /// Moves the clock on, so that the next look is due.
    private boolean moved() {
        CLOCK.advance(Duration.ofSeconds(6));
        return keys.age().compareTo(Duration.ofMinutes(1)) < 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"stopped", "hanging", "failing"})
    void an_unknown_key_can_not_be_judged_without_the_issuer(String how, CapturedOutput output) {
        isAway(how);
        CLOCK.advance(Duration.ofSeconds(6));
        var before = output.getAll().lines().count();
        var answer = answer(madeUp(1));
        assertThat(problem(answer)).isEqualTo("503 SERVICE_UNAVAILABLE");
        assertThat(header(answer, "Retry-After")).isEqualTo("5");
        assertThat(header(answer, "WWW-Authenticate")).isEmpty();
        // The request's line is written when the answer has been sent.
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(output.getAll().lines().skip(before))
                                .as("one line for the request, at most one for the issuer")
                                .hasSizeLessThanOrEqualTo(2)
                                .anyMatch(line -> line.contains("GET /v1/orders")));
    }

    private int health(String probe) {
        var address = "http://127.0.0.1:" + managementPort + "/actuator/health/" + probe;
        return send(HttpRequest.newBuilder(URI.create(address))).statusCode();
    }

    @Test
    void keys_are_not_used_for_ever() {
        var alice = ISSUER.customer("alice");
        ISSUER.stops();
        CLOCK.advance(Duration.ofHours(11));
        assertThat(get(alice)).isEqualTo(200);
        CLOCK.advance(Duration.ofHours(2));
        assertThat(problem(answer(alice))).isEqualTo("503 SERVICE_UNAVAILABLE");
        assertThat(keys.areThere()).as("ready").isFalse();
        assertThat(health("readiness")).isEqualTo(503);
        assertThat(health("liveness")).isEqualTo(200);
        ISSUER.answers();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> moved() && keys.areThere());
        assertThat(health("readiness")).isEqualTo(200);
        assertThat(get(alice)).isEqualTo(200);
    }

    @Test
    void made_up_keys_are_refused_and_the_issuer_hears_of_them_once_in_a_while() {
        CLOCK.advance(Duration.ofSeconds(6));
        var before = ISSUER.asked();
        var token = madeUp(2);
        for (int i = 0; i < 60; i++) {
            var answer = answer(token);
            assertThat(problem(answer)).isEqualTo("401 UNAUTHENTICATED");
            assertThat(json(answer).path("reason").asString()).isEqualTo("INVALID");
        }
        assertThat(ISSUER.asked() - before).isEqualTo(1);
        CLOCK.advance(Duration.ofSeconds(6));
        assertThat(get(token)).isEqualTo(401);
        assertThat(ISSUER.asked() - before).isEqualTo(2);
    }

    @Test
    void a_new_key_is_believed_at_once_and_the_old_one_no_longer_than_a_minute() {
        var old = ISSUER.customer("alice");
        ISSUER.rotates();
        CLOCK.advance(Duration.ofSeconds(6));
        assertThat(get(ISSUER.customer("alice"))).isEqualTo(200);
        assertThat(get(old)).isEqualTo(401);

        var soonOld = ISSUER.customer("bob");
        ISSUER.rotates();
        CLOCK.advance(Duration.ofMinutes(1));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> get(soonOld) == 401);
    }
}
