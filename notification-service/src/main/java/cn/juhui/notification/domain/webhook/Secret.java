package cn.juhui.notification.domain.webhook;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What signs deliveries to one endpoint, both ways of Standard Webhooks: a key that both sides have (`v1`, HMAC-SHA256), and a key pair of which
/// the receiver has the public half only (`v1a`, Ed25519).
///
/// @param shared the shared key, base64
/// @param privateKey PKCS #8, base64
/// @param publicKey the 32 bytes of the public key, base64
/// @param until when it stops signing; null: not yet known
public record Secret(String shared, String privateKey, String publicKey, @Nullable Instant until) {

    private static final int SHARED_BYTES = 32;
    private static final int PUBLIC_BYTES = 32;
    private static final String ED25519 = "Ed25519";

    /// A new one.
    public static Secret next(SecureRandom random) {
        var shared = new byte[SHARED_BYTES];
        random.nextBytes(shared);
        try {
            var generator = KeyPairGenerator.getInstance(ED25519);
            generator.initialize(NamedParameterSpec.ED25519, random);
            var pair = generator.generateKeyPair();
            var encoded = pair.getPublic().getEncoded();
            var raw = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
            return new Secret(
                    base64(shared), base64(pair.getPrivate().getEncoded()), base64(raw), null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has Ed25519", e);
        }
    }

    /// The same, signing until then.
    public Secret until(Instant end) {
        return new Secret(shared, privateKey, publicKey, end);
    }

    public boolean signsAt(Instant now) {
        return until == null || now.isBefore(until);
    }

    /// As the receiver gets it: `whsec_…`.
    public String shown() {
        return "whsec_" + shared;
    }

    /// As the receiver gets it: `whpk_…`.
    public String shownPublicKey() {
        return "whpk_" + publicKey;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Names no key.
    @Override
    public String toString() {
        return "Secret[until " + until + "]";
    }
}
