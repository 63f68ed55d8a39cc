package cn.juhui.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.Role;
import cn.juhui.platform.testkit.BoundSettings;
import cn.juhui.platform.testkit.Logged;
import cn.juhui.platform.testkit.TestTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;

/// A variable about the issuer that is wrong refuses everybody: one line says which.
class WrongIssuerSettingsTest {

    private static SecuritySettings settings(String issuer, String audience) {
        return BoundSettings.of(
                SecuritySettings.class,
                "platform-http.yml",
                Map.of(
                        "juhui.security.jwk-set-uri",
                        TestTokens.jwkSetUri(),
                        "JWT_ISSUER",
                        issuer,
                        "JWT_AUDIENCE",
                        audience));
    }

    private static void assertRefusedWithOneLine(SecuritySettings settings, String line) {
        try (var keys = new IssuerKeys(settings, InstantSource.system());
                var log = new Logged(DoubtfulSetting.class.getName())) {
            assertThat(keys.await(Duration.ofSeconds(5))).isTrue();
            var decoder = Tokens.decoder(settings, keys);
            for (var times = 0; times < 3; times++) {
                assertThatThrownBy(() ->
                                decoder.decode(TestTokens.operator("https://id.test/realms/juhui")))
                        .isInstanceOf(BadJwtException.class);
            }
            assertThat(log.texts()).containsExactly(line);
        }
    }

    @Test
    void an_issuer_with_a_slash_too_many_is_told() {
        assertRefusedWithOneLine(
                settings("https://id.test/realms/juhui/", "juhui"),
                "A token that the issuer has signed is refused: its iss is"
                        + " https://id.test/realms/juhui, and JWT_ISSUER says"
                        + " https://id.test/realms/juhui/");
    }

    @Test
    void another_audience_is_told() {
        assertRefusedWithOneLine(
                settings("https://id.test/realms/juhui", "shop"),
                "A token that the issuer has signed is refused: its aud is [juhui], and"
                        + " JWT_AUDIENCE says shop");
    }

    @Test
    void what_somebody_else_has_signed_is_no_reason_for_doubt() {
        var settings = settings("https://id.test/realms/juhui", "juhui");
        try (var keys = new IssuerKeys(settings, InstantSource.system());
                var log = new Logged(DoubtfulSetting.class.getName())) {
            assertThat(keys.await(Duration.ofSeconds(5))).isTrue();
            var forged =
                    TestTokens.sign(
                            TestTokens.claims("operator", null, Role.OPERATOR)
                                    .issuer("https://elsewhere.test")
                                    .build(),
                            TestTokens.newKey());
            assertThatThrownBy(() -> Tokens.decoder(settings, keys).decode(forged))
                    .isInstanceOf(BadJwtException.class);
            assertThat(log.texts()).isEmpty();
        }
    }

    @Test
    void an_address_where_no_keys_are_says_how_it_answers() {
        assertThatThrownBy(() -> new PublishedKeys("http://no-such-host.invalid/jwks").read())
                .hasMessage("unknown host");
        assertThatThrownBy(() -> new PublishedKeys("http://127.0.0.1:1/jwks").read())
                .hasMessageContaining("ConnectException");
    }
}
