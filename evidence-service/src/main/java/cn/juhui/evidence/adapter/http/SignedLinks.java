package cn.juhui.evidence.adapter.http;

import cn.juhui.evidence.domain.picture.Variant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Links with which anybody can download one picture in one form for a while: id, form and expiry are signed (HMAC-SHA256), nothing
/// is stored. Expiry is technical and uses real time.
public final class SignedLinks {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final InstantSource realTime;
    private final Duration longest;

    /// @param longest how long a link can be good for
    public SignedLinks(byte[] secret, Duration longest, InstantSource realTime) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.longest = longest;
        this.realTime = realTime;
    }

    /// @param url path and query, on the gateway
    record Link(String url, Variant variant, Instant expiresAt) {}

    enum Verdict {
        GOOD,
        /// It was good once.
        EXPIRED,
        FORGED
    }

    Duration longest() {
        return longest;
    }

    Link to(String evidenceId, Variant variant, Duration validFor) {
        var expires = realTime.instant().plus(validFor).getEpochSecond();
        return new Link(
                "%s/%s/download?variant=%s&expires=%d&signature=%s"
                        .formatted(
                                EvidenceController.PATH,
                                evidenceId,
                                variant,
                                expires,
                                signature(evidenceId, variant, expires)),
                variant,
                Instant.ofEpochSecond(expires));
    }

    Verdict check(String evidenceId, Variant variant, long expires, String signature) {
        var expected = signature(evidenceId, variant, expires).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            return Verdict.FORGED;
        }
        return realTime.instant().getEpochSecond() < expires ? Verdict.GOOD : Verdict.EXPIRED;
    }

    private String signature(String evidenceId, Variant variant, long expires) {
        var signed = "evidence-link-1\n" + evidenceId + "\n" + variant + "\n" + expires;
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var bytes = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
