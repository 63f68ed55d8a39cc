package cn.juhui.notification.adapter.receiver;

import cn.juhui.notification.domain.webhook.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signatures of Standard Webhooks, over id, timestamp and body with dots between.
final class Signatures {

    private static final String HMAC = "HmacSHA256";
    private static final String ED25519 = "Ed25519";

    private Signatures() {}

    /// Both kinds: `v1,…` and `v1a,…`.
    static String by(Secret secret, String id, long timestamp, byte[] body) {
        var head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        var signed = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        try {
            return "v1," + base64(hmac(secret, signed)) + " v1a," + base64(ed25519(secret, signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256 and Ed25519", e);
        }
    }

    private static byte[] hmac(Secret secret, byte[] signed) throws GeneralSecurityException {
        var mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.shared()), HMAC));
        return mac.doFinal(signed);
    }

    private static byte[] ed25519(Secret secret, byte[] signed) throws GeneralSecurityException {
        var pkcs8 = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secret.privateKey()));
        var signature = Signature.getInstance(ED25519);
        signature.initSign(KeyFactory.getInstance(ED25519).generatePrivate(pkcs8));
        signature.update(signed);
        return signature.sign();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
