package cn.juhui.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Tokens that were checked and found good: the same one is not checked again for as long as it is in time and the issuer's keys are
/// the ones that it was checked with. A key that is taken away takes its tokens with it. What is refused is not remembered.
///
/// Only prints (SHA-256) of tokens are kept as keys.
final class RememberedTokens implements JwtDecoder {

    /// Some kilobytes each.
    private static final int MOST = 10_000;

    private static final Duration UNUSED_FOR = Duration.ofMinutes(10);

    private final JwtDecoder decoder;
    private final Supplier<@Nullable JWKSet> keys;
    private final OAuth2TokenValidator<Jwt> inTime;
    private final Cache<String, Remembered> good =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED_FOR).build();

    /// @param checkedWith the same object as long as the keys are the same
    private record Remembered(Jwt token, JWKSet checkedWith) {}

    /// @param decoder checks a token for the first time, and one that isn't good any more
    /// @param keys of the issuer, now; the same object as long as they are the same, and null while there are none to use
    /// @param inTime whether a token is in time, now
    RememberedTokens(
            JwtDecoder decoder, Supplier<@Nullable JWKSet> keys, OAuth2TokenValidator<Jwt> inTime) {
        this.decoder = decoder;
        this.keys = keys;
        this.inTime = inTime;
    }

    @Override
    public Jwt decode(String token) {
        var print = print(token);
        // Asked for before the token is checked: keys that change meanwhile make it unknown again.
        var now = keys.get();
        var known = good.getIfPresent(print);
        if (known != null
                && known.checkedWith() == now
                && !inTime.validate(known.token()).hasErrors()) {
            return known.token();
        }
        if (known != null) {
            good.invalidate(print);
        }
        var checked = decoder.decode(token);
        if (now != null) {
            good.put(print, new Remembered(checked, now));
        }
        return checked;
    }

    private static String print(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return new String(
                    digest.digest(token.getBytes(StandardCharsets.UTF_8)),
                    StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
