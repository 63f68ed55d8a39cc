package cn.juhui.notification.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.webhooks.*`: how merchants' systems are told.
///
/// @param keys AES-256 keys of 64 hex digits each (`WEBHOOK_KEYS`), at least one: the first one seals endpoints' secrets, any of them opens
/// @param ports which an endpoint's address may name
/// @param loopback whether an endpoint may be `http` on this machine: for developers, never where others can make endpoints
/// @param timeOut for one request with its answer
/// @param perMerchant endpoints of one merchant
/// @param upkeepEvery how long between two looks for secrets that are to be sealed anew, and for disabled endpoints of which nobody was told
@ConfigurationProperties("juhui.webhooks")
public record WebhookSettings(
        @DefaultValue List<String> keys,
        @DefaultValue({"443", "8443"}) Set<Integer> ports,
        boolean loopback,
        @DefaultValue("15s") Duration timeOut,
        @DefaultValue("20") int perMerchant,
        @DefaultValue("1m") Duration upkeepEvery) {

    public WebhookSettings {
        keys = List.copyOf(keys);
        ports = Set.copyOf(ports);
        if (perMerchant < 1 || timeOut.isNegative() || timeOut.isZero()) {
            throw new IllegalArgumentException(
                    "juhui.webhooks: at least one endpoint per merchant, and some time");
        }
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "WebhookSettings[" + keys.size() + " keys]";
    }
}
