package cn.juhui.platform.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Checks bearer tokens: asymmetric signatures by a key of the issuer's published set only (so neither `none` nor a
/// shared-secret algorithm nor a key that the token brings along), expiry, issuer, audience, and who it is about.
public final class Tokens {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private Tokens() {}

    public static JwtDecoder decoder(SecuritySettings settings) {
        var decoder =
                NimbusJwtDecoder.withJwkSetUri(settings.jwkSetUri())
                        .jwsAlgorithms(known -> {
                            known.add(SignatureAlgorithm.RS256);
                            known.add(SignatureAlgorithm.ES256);
                            known.add(SignatureAlgorithm.PS256);
                        })
                        .build();
        var validators = new ArrayList<OAuth2TokenValidator<Jwt>>();
        validators.add(new JwtTimestampValidator(CLOCK_SKEW));
        validators.add(new JwtClaimValidator<Object>(JwtClaimNames.EXP, expiry -> expiry != null));
        if (settings.issuer() != null && !settings.issuer().isBlank()) {
            validators.add(new JwtIssuerValidator(settings.issuer()));
        }
        validators.add(
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD,
                        audience -> audience != null && audience.contains(settings.audience())));
        validators.add(Callers.validator());
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
        return decoder;
    }
}
