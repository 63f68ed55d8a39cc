package cn.juhui.payout.adapter.channel.alipay;

import cn.juhui.payout.adapter.channel.Rsa;
import java.security.PrivateKey;
import java.security.PublicKey;

/// Signs what is asked of Alipay and tells whether an answer is Alipay's (RSA2).
///
/// A request is signed over `app_id=…,nonce=…,timestamp=…`, its method, its path and its body, an answer over its headers `alipay-timestamp` and
/// `alipay-nonce` and its body.
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
        return new AlipaySeal(appId, Rsa.privateKey(privateKey), Rsa.publicKey(publicKey));
    }

    /// The header `authorization` of a request.
    ///
    /// @param timestamp in milliseconds
    String authorization(String method, String path, String body, String nonce, long timestamp) {
        var auth = "app_id=%s,nonce=%s,timestamp=%d".formatted(appId, nonce, timestamp);
        var signature = Rsa.sign(privateKey, auth, method, path, body);
        return SCHEME + " " + auth + ",sign=" + signature;
    }

    /// Whether Alipay signed this.
    boolean isGenuine(String timestamp, String nonce, String body, String signature) {
        return Rsa.isGenuine(publicKey, signature, timestamp, nonce, body);
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "AlipaySeal[" + appId + "]";
    }
}
