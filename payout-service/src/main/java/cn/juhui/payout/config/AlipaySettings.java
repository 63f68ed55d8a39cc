package cn.juhui.payout.config;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How refunds of payments made with Alipay are asked for.
///
/// @param protocol `openapi-v3` for Alipay's own, `front` for the one that `CHANNEL_URL` speaks
/// @param url Alipay's address, such as `https://openapi.alipay.com`
/// @param appId the merchant's application at Alipay
/// @param privateKey the application's private key, PKCS#8 in Base64
/// @param publicKey Alipay's public key (not the application's), X.509 in Base64
@Validated
@ConfigurationProperties("juhui.payouts.alipay")
public record AlipaySettings(
        @NotNull String protocol,
        @Nullable URI url,
        @NotNull String appId,
        @NotNull String privateKey,
        @NotNull String publicKey) {

    /// Without the keys.
    @Override
    public String toString() {
        return "AlipaySettings[" + protocol + ", " + url + ", " + appId + "]";
    }
}
