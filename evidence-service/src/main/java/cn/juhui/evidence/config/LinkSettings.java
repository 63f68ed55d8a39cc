package cn.juhui.evidence.config;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.evidence.links.*`: download links that expire.
///
/// @param secret what they are signed with (`EVIDENCE_LINK_SECRET`), 32 characters or more, the same on every instance; without it
///     each process makes up its own, and its links end with it
/// @param longest how long a link can be good for
@ConfigurationProperties("juhui.evidence.links")
public record LinkSettings(@Nullable String secret, @DefaultValue("24h") Duration longest) {

    private static final int SHORTEST_SECRET = 32;

    public LinkSettings {
        if (secret != null && !secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "EVIDENCE_LINK_SECRET (juhui.evidence.links.secret) must have at least "
                            + SHORTEST_SECRET
                            + " characters");
        }
        if (!longest.isPositive() || longest.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(
                    "juhui.evidence.links.longest must be positive, and 7 days at most");
        }
    }

    byte[] key() {
        if (secret == null || secret.isEmpty()) {
            var random = new byte[SHORTEST_SECRET];
            new SecureRandom().nextBytes(random);
            return random;
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    /// Never shows the secret.
    @Override
    public String toString() {
        return "LinkSettings[longest=" + longest + "]";
    }
}
