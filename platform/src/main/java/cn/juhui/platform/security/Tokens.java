package cn.juhui.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Checks bearer tokens: asymmetric signatures by a key of the issuer's published set only (so neither `none` nor a
/// shared-secret algorithm nor a key that the token brings along), expiry, issuer, audience, and who it is about.
public final class Tokens {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private Tokens() {}

    /// Refuses with a [TokenFault], or says with an [IssuerAwayException] that it can't be told. Good tokens are remembered.
    public static JwtDecoder decoder(SecuritySettings settings, IssuerKeys keys) {
        return new RememberedTokens(checking(settings, keys), keys::current, inTime());
    }

    private static JwtDecoder checking(SecuritySettings settings, IssuerKeys keys) {
        var decoder =
                NimbusJwtDecoder.withJwkSource(keys)
                        .jwsAlgorithms(known -> {
                            known.add(SignatureAlgorithm.RS256);
                            known.add(SignatureAlgorithm.ES256);
                            known.add(SignatureAlgorithm.PS256);
                        })
                        .build();
        decoder.setJwtValidator(validator(settings));
        decoder.setClaimSetConverter(subjectFrom(settings.subjectClaim()));
        return token -> {
            try {
                return decoder.decode(token);
            } catch (BadJwtException e) {
                throw e;
            } catch (JwtException e) {
                throw new IssuerAwayException(e);
            }
        };
    }

    /// What the claim says is the subject from here on; without it the token is about nobody.
    private static Converter<Map<String, Object>, Map<String, Object>> subjectFrom(String claim) {
        var usual = MappedJwtClaimSetConverter.withDefaults(Map.of());
        return claims -> {
            var read = new HashMap<>(Objects.requireNonNull(usual.convert(claims)));
            if (read.get(claim) instanceof String subject) {
                read.put(JwtClaimNames.SUB, subject);
            } else {
                read.remove(JwtClaimNames.SUB);
            }
            return read;
        };
    }

    private static OAuth2TokenValidator<Jwt> validator(SecuritySettings settings) {
        var validators = new ArrayList<OAuth2TokenValidator<Jwt>>();
        validators.add(inTime());
        if (settings.issuer() != null && !settings.issuer().isBlank()) {
            var issuer = TokenFault.INVALID.where(new JwtIssuerValidator(settings.issuer()));
            validators.add(
                    doubt("JWT_ISSUER", settings.issuer(), JwtClaimNames.ISS).toldWhere(issuer));
        }
        var audience =
                TokenFault.WRONG_AUDIENCE.where(
                        new JwtClaimValidator<List<String>>(
                                JwtClaimNames.AUD,
                                named -> named != null && named.contains(settings.audience())));
        validators.add(
                doubt("JWT_AUDIENCE", settings.audience(), JwtClaimNames.AUD).toldWhere(audience));
        validators.add(Callers.validator());
        return new DelegatingOAuth2TokenValidator<>(validators);
    }

    private static DoubtfulSetting doubt(String variable, String says, String claim) {
        return new DoubtfulSetting(variable, says, claim, InstantSource.system());
    }

    private static OAuth2TokenValidator<Jwt> inTime() {
        var times = new JwtTimestampValidator(CLOCK_SKEW);
        return token -> {
            var end = token.getExpiresAt();
            if (end == null) {
                return TokenFault.INVALID.found();
            }
            if (!times.validate(token).hasErrors()) {
                return OAuth2TokenValidatorResult.success();
            }
            var isOver = end.isBefore(Instant.now().minus(CLOCK_SKEW));
            return (isOver ? TokenFault.EXPIRED : TokenFault.INVALID).found();
        };
    }
}
