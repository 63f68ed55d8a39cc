package cn.juhui.order.adapter.payer;

import cn.juhui.order.application.PayerPrints;
import cn.juhui.order.domain.purchase.PayerName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// HMAC-SHA256 under a key that isn't in the store: names are few enough to be tried out, so a bare hash would tell them.
public final class HmacPayerPrints implements PayerPrints {

    private static final String HMAC = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    /// @param keys the first one makes prints, each of them recognises its own; none: nothing is kept, nothing recognised
    public HmacPayerPrints(List<byte[]> keys) {
        this.keys = keys.stream().map(key -> new SecretKeySpec(key, HMAC)).toList();
    }

    @Override
    public @Nullable String of(String storefront, String orderNo, PayerName name) {
        return keys.isEmpty()
                ? null
                : HexFormat.of().formatHex(print(keys.getFirst(), storefront, orderNo, name));
    }

    @Override
    public boolean matches(String print, String storefront, String orderNo, PayerName name) {
        var kept = HexFormat.of().parseHex(print);
        return keys.stream()
                .anyMatch(
                        key -> MessageDigest.isEqual(kept, print(key, storefront, orderNo, name)));
    }

    private static byte[] print(
            SecretKeySpec key, String storefront, String orderNo, PayerName name) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            var text = String.join("\n", "payer", storefront, orderNo, name.compared());
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no " + HMAC, e);
        }
    }
}
