package cn.juhui.platform.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.security.*`: whose tokens are believed.
///
/// @param jwkSetUri where the issuer publishes its keys (`JWK_SET_URI`)
/// @param issuer the `iss` that a token must carry; any when empty
/// @param audience the `aud` that a token must name
/// @param open paths (patterns) that can be read (GET) without a token
@ConfigurationProperties("juhui.security")
public record SecuritySettings(
        String jwkSetUri,
        @Nullable String issuer,
        @DefaultValue("juhui") String audience,
        @DefaultValue List<String> open) {

    public SecuritySettings {
        if (jwkSetUri == null || jwkSetUri.isBlank()) {
            throw new IllegalArgumentException(
                    "JWK_SET_URI (juhui.security.jwk-set-uri) must name the issuer's key set");
        }
    }
}
