package cn.juhui.payout.adapter.channel.wechat;

import cn.juhui.payout.adapter.channel.Rsa;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;

/// Signs what is asked of WeChat Pay and tells whether an answer is WeChat Pay's (API v3).
///
/// A request is signed over its method, its path, its time, a nonce and its body, an answer over its headers `Wechatpay-Timestamp` and
/// `Wechatpay-Nonce` and its body. `Wechatpay-Serial` says which of WeChat Pay's keys signed: while they are changed, two are good.
///
/// @param merchantId who asks (`mchid`)
/// @param serial of the asker's certificate
/// @param privateKey the asker's own
/// @param publicKeys WeChat Pay's, by the serial of its platform certificate or the id of its public key
/// @param wanted which of them answers are to be signed with
public record WechatSeal(
        String merchantId,
        String serial,
        PrivateKey privateKey,
        Map<String, PublicKey> publicKeys,
        String wanted) {

    private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";

    public WechatSeal {
        publicKeys = Map.copyOf(publicKeys);
    }

    /// @param privateKey PKCS#8 in Base64
    /// @param publicKeys `id=key[,id=key…]`, each key X.509 in Base64; answers are wanted from the first
    /// @throws IllegalArgumentException when one is no RSA key, or one has no id
    public static WechatSeal of(
            String merchantId, String serial, String privateKey, String publicKeys) {
        var keys = new LinkedHashMap<String, PublicKey>();
        for (var each : publicKeys.split(",", -1)) {
            var named = each.split("=", 2);
            if (named.length < 2) {
                throw new IllegalArgumentException("A key of WeChat Pay is id=key");
            }
            keys.put(named[0], Rsa.publicKey(named[1]));
        }
        return new WechatSeal(
                merchantId,
                serial,
                Rsa.privateKey(privateKey),
                keys,
                keys.sequencedKeySet().getFirst());
    }

    /// The header `Authorization` of a request.
    ///
    /// @param path with its query
    /// @param timestamp in seconds
    String authorization(String method, String path, String body, String nonce, long timestamp) {
        var signature = Rsa.sign(privateKey, method, path, Long.toString(timestamp), nonce, body);
        return "%s mchid=\"%s\",nonce_str=\"%s\",timestamp=\"%d\",serial_no=\"%s\",signature=\"%s\""
                .formatted(SCHEME, merchantId, nonce, timestamp, serial, signature);
    }

    /// Whether WeChat Pay signed this.
    boolean isGenuine(String by, String timestamp, String nonce, String body, String signature) {
        var key = publicKeys.get(by);
        return key != null && Rsa.isGenuine(key, signature, timestamp, nonce, body);
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "WechatSeal[" + merchantId + ", " + serial + ", " + publicKeys.keySet() + "]";
    }
}
