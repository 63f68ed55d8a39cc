package cn.juhui.payout.config;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How refunds of payments made with WeChat Pay are asked for.
///
/// @param protocol `api-v3` for WeChat Pay's own, `front` for the one that `CHANNEL_URL` speaks
/// @param url WeChat Pay's address, such as `https://api.mch.weixin.qq.com`
/// @param merchantId the merchant's number at WeChat Pay (`mchid`)
/// @param certificateSerial of the merchant's API certificate
/// @param privateKey that certificate's, PKCS#8 in Base64
/// @param publicKeys WeChat Pay's, `id=key[,id=key…]`, X.509 in Base64; answers are wanted from the first
@Validated
@ConfigurationProperties("juhui.payouts.wechat")
public record WechatSettings(
        @NotNull String protocol,
        @Nullable URI url,
        @NotNull String merchantId,
        @NotNull String certificateSerial,
        @NotNull String privateKey,
        @NotNull String publicKeys) {

    /// Without the keys.
    @Override
    public String toString() {
        return "WechatSettings[" + protocol + ", " + url + ", " + merchantId + "]";
    }
}
