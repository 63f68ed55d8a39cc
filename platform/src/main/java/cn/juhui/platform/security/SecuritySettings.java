package cn.juhui.platform.security;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.security.*`: whose tokens are believed.
///
/// @param jwkSetUri where the issuer publishes its keys (`JWK_SET_URI`)
/// @param issuer the `iss` that a token must carry; any when empty
/// @param audience the `aud` that a token must name
/// @param subjectClaim the claim that says who somebody is
/// @param open paths (patterns) that can be read (GET) without a token
/// @param keys how the issuer's keys are kept
@ConfigurationProperties("juhui.security")
public record SecuritySettings(
        String jwkSetUri,
        @Nullable String issuer,
        String audience,
        String subjectClaim,
        @DefaultValue List<String> open,
        Keys keys) {

    /// @param refreshedEvery how old the keys may get before the issuer is asked again, in the background
    /// @param keptFor how long they are used while the issuer doesn't answer
    /// @param unknownEvery how often an unknown key may be a reason to ask the issuer
    public record Keys(
            @DefaultValue("1m") Duration refreshedEvery,
            Duration keptFor,
            @DefaultValue("5s") Duration unknownEvery) {

        public Keys {
            if (!refreshedEvery.isPositive()
                    || !unknownEvery.isPositive()
                    || keptFor.compareTo(refreshedEvery) <= 0) {
                throw new IllegalArgumentException(
                        "JWK_SET_KEPT_FOR (juhui.security.keys.kept-for) must be longer than"
                                + " juhui.security.keys.refreshed-every, "
                                + refreshedEvery);
            }
        }
    }

    public SecuritySettings {
        if (jwkSetUri == null || jwkSetUri.isBlank()) {
            throw new IllegalArgumentException(
                    "JWK_SET_URI (juhui.security.jwk-set-uri) must name the issuer's key set");
        }
    }
}
