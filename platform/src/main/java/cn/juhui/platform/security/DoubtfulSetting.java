package cn.juhui.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;

/// A token that the issuer has signed is refused because of what one of our variables says: either the token is meant for somebody
/// else, or the variable is wrong, and then everybody is refused. So the log says both values, now and then.
final class DoubtfulSetting {

    private static final Logger LOG = LoggerFactory.getLogger(DoubtfulSetting.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final String variable;
    private final String says;
    private final String claim;
    private final InstantSource clock;
    private @Nullable Instant toldAt;

    /// @param claim of the token, which is held against what the variable says
    DoubtfulSetting(String variable, String says, String claim, InstantSource clock) {
        this.variable = variable;
        this.says = says;
        this.claim = claim;
        this.clock = clock;
    }

    /// Tells where the other check, which comes after that of the signature, finds something.
    OAuth2TokenValidator<Jwt> toldWhere(OAuth2TokenValidator<Jwt> other) {
        return token -> {
            var result = other.validate(token);
            if (result.hasErrors() && isTime()) {
                LOG.warn(
                        "A token that the issuer has signed is refused: its {} is {}, and {} says"
                                + " {}",
                        claim,
                        token.getClaims().get(claim),
                        variable,
                        says);
            }
            return result;
        };
    }

    private synchronized boolean isTime() {
        var now = clock.instant();
        if (toldAt != null && toldAt.plus(EVERY).isAfter(now)) {
            return false;
        }
        toldAt = now;
        return true;
    }
}
