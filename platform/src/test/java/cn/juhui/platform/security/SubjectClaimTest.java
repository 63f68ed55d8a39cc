package cn.juhui.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.Role;
import cn.juhui.platform.testkit.BoundSettings;
import cn.juhui.platform.testkit.TestTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/// Who somebody is, for shops whose customer numbers are not the issuer's subjects (`JWT_SUBJECT_CLAIM`).
class SubjectClaimTest {

    private static Jwt decoded(String claim, Map<String, Object> more) {
        var settings =
                BoundSettings.of(
                        SecuritySettings.class,
                        "platform-http.yml",
                        Map.of(
                                "juhui.security.jwk-set-uri",
                                TestTokens.jwkSetUri(),
                                "JWT_ISSUER",
                                "",
                                "JWT_SUBJECT_CLAIM",
                                claim));
        var claims = TestTokens.claims("4f9c-of-the-issuer", null, Role.CUSTOMER);
        more.forEach(claims::claim);
        try (var keys = new IssuerKeys(settings, InstantSource.system())) {
            assertThat(keys.await(Duration.ofSeconds(5))).isTrue();
            return Tokens.decoder(settings, keys)
                    .decode(TestTokens.sign(claims.build(), TestTokens.key()));
        }
    }

    @Test
    void is_sub_unless_another_is_named() {
        assertThat(Callers.of(decoded("sub", Map.of("customer_no", "88001234"))).subject())
                .isEqualTo("4f9c-of-the-issuer");
        assertThat(Callers.of(decoded("customer_no", Map.of("customer_no", "88001234"))).subject())
                .isEqualTo("88001234");
    }

    @Test
    void that_is_missing_or_no_text_makes_the_token_invalid_rather_than_fall_back_to_sub() {
        for (Map<String, Object> more :
                List.of(
                        Map.<String, Object>of(),
                        Map.<String, Object>of("customer_no", 88001234))) {
            assertThatThrownBy(() -> decoded("customer_no", more))
                    .isInstanceOf(BadJwtException.class);
        }
    }
}
