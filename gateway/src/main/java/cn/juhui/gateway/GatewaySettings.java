package cn.juhui.gateway;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.gateway.*`: where the services are, and how much one caller may ask.
///
/// @param orders order-service (`ORDER_SERVICE_URL`)
/// @param refunds refund-service (`REFUND_SERVICE_URL`)
/// @param evidence evidence-service (`EVIDENCE_SERVICE_URL`)
/// @param payouts payout-service (`PAYOUT_SERVICE_URL`)
/// @param notifications notification-service (`NOTIFICATION_SERVICE_URL`)
@ConfigurationProperties("juhui.gateway")
public record GatewaySettings(
        URI orders,
        URI refunds,
        URI evidence,
        URI payouts,
        URI notifications,
        @DefaultValue RateLimit rateLimit) {

    /// How many requests one caller (token subject; address without a token) may send.
    ///
    /// @param perSecond refilled evenly
    /// @param burst how many may come at once
    public record RateLimit(@DefaultValue("200") int perSecond, @DefaultValue("1000") int burst) {

        public RateLimit {
            if (perSecond < 1 || burst < perSecond) {
                throw new IllegalArgumentException(
                        "juhui.gateway.rate-limit: per-second must be at least 1 and burst at least per-second");
            }
        }
    }
}
