package cn.juhui.payout.adapter.channel.alipay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// Signs what is asked of Alipay and tells whether an answer is Alipay's (RSA2: SHA256withRSA).
///
/// A request is signed over `app_id=…,nonce=…,timestamp=…`, its method, its path and its body, an answer over its headers `alipay-timestamp` and
/// `alipay-nonce` and its body, each followed by a line feed.
///
/// @param appId who asks
/// @param privateKey the asker's own
/// @param publicKey Alipay's
public record AlipaySeal(String appId, PrivateKey privateKey, PublicKey publicKey) {

    private static final String SCHEME = "ALIPAY-SHA256withRSA";

    /// @param privateKey PKCS#8 in Base64
    /// @param publicKey X.509 in Base64
    /// @throws IllegalArgumentException when one is no RSA key
    public static AlipaySeal of(String appId, String privateKey, String publicKey) {
        try {
            var keys = KeyFactory.getInstance("RSA");
            var decoder = Base64.getDecoder();
            return new AlipaySeal(
                    appId,
                    keys.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(privateKey))),
                    keys.generatePublic(new X509EncodedKeySpec(decoder.decode(publicKey))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not RSA keys in Base64", e);
        }
    }

    /// The header `authorization` of a request.
    ///
    /// @param timestamp in milliseconds
    String authorization(String method, String path, String body, String nonce, long timestamp) {
        var auth = "app_id=%s,nonce=%s,timestamp=%d".formatted(appId, nonce, timestamp);
        return SCHEME + " " + auth + ",sign=" + sign(lines(auth, method, path, body));
    }

    /// Whether Alipay signed this.
    boolean isGenuine(String timestamp, String nonce, String body, String signature) {
        try {
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(publicKey);
            verifier.update(lines(timestamp, nonce, body));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign(byte[] text) {
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(privateKey);
            signer.update(text);
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("This key can't sign", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] lines(String... parts) {
        return (String.join("\n", parts) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "AlipaySeal[" + appId + "]";
    }
}
