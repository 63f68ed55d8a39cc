package cn.juhui.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.platform.testkit.FakeIssuer;
import cn.juhui.platform.testkit.MovableClock;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokensTest {

    private final AtomicInteger checks = new AtomicInteger();
    private @Nullable JWKSet keys = new JWKSet();
    private boolean refuses;
    private boolean isOver;

    private final RememberedTokens tokens =
            new RememberedTokens(
                    this::check,
                    () -> keys,
                    _ ->
                            isOver
                                    ? TokenFault.EXPIRED.found()
                                    : OAuth2TokenValidatorResult.success());

    private Jwt check(String token) {
        checks.incrementAndGet();
        if (refuses) {
            throw new BadJwtException("No");
        }
        return Jwt.withTokenValue(token).header("alg", "ES256").subject("alice").build();
    }

    @Test
    void a_good_one_is_checked_once() {
        var first = tokens.decode("a.b.c");
        assertThat(tokens.decode("a.b.c")).isSameAs(first);
        assertThat(checks).hasValue(1);
        assertThat(tokens.decode("a.b.d").getTokenValue()).isEqualTo("a.b.d");
        assertThat(checks).hasValue(2);
    }

    @Test
    void one_that_is_refused_is_checked_each_time() {
        refuses = true;
        for (int i = 1; i <= 3; i++) {
            assertThatThrownBy(() -> tokens.decode("a.b.c")).isInstanceOf(BadJwtException.class);
            assertThat(checks).hasValue(i);
        }
    }

    @Test
    void other_keys_forget_all_of_them() {
        tokens.decode("a.b.c");
        keys = new JWKSet();
        refuses = true;
        assertThatThrownBy(() -> tokens.decode("a.b.c")).isInstanceOf(BadJwtException.class);
        assertThat(checks).hasValue(2);
    }

    @Test
    void without_keys_none_is_known() {
        tokens.decode("a.b.c");
        keys = null;
        tokens.decode("a.b.c");
        tokens.decode("a.b.c");
        assertThat(checks).hasValue(3);
    }

    @Test
    void one_whose_time_is_over_is_refused_by_who_checks() {
        tokens.decode("a.b.c");
        isOver = true;
        refuses = true;
        assertThatThrownBy(() -> tokens.decode("a.b.c")).isInstanceOf(BadJwtException.class);
        assertThat(checks).hasValue(2);
    }

    @Test
    void keys_are_the_same_until_the_issuer_changes_them() {
        var clock = new MovableClock(Instant.now());
        try (var issuer = new FakeIssuer()) {
            issuer.answers();
            try (var issuers = new IssuerKeys(settings(issuer), clock)) {
                assertThat(issuers.await(Duration.ofSeconds(10))).isTrue();
                var first = issuers.current();
                assertThat(first).isNotNull();
                readAgain(issuers, clock);
                assertThat(issuers.current()).isSameAs(first);
                issuer.rotates();
                readAgain(issuers, clock);
                assertThat(issuers.current()).isNotNull().isNotSameAs(first);
            }
        }
    }

    private static void readAgain(IssuerKeys keys, MovableClock clock) {
        clock.advance(Duration.ofMinutes(2));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> keys.age().compareTo(Duration.ofMinutes(1)) < 0);
    }

    private static SecuritySettings settings(FakeIssuer issuer) {
        return new SecuritySettings(
                issuer.jwkSetUri(),
                null,
                "juhui",
                "sub",
                List.of(),
                new SecuritySettings.Keys(
                        Duration.ofMinutes(1), Duration.ofHours(12), Duration.ofSeconds(5)));
    }
}
