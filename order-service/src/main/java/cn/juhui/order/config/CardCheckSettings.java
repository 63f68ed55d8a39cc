package cn.juhui.order.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.orders.card-checks.*`: who is asked whether a card was spent (docs/card-checks.md).
///
/// @param url of the supplier's gateway (`CARD_CHECKS_URL`); empty: nobody is asked
/// @param key sent as a bearer token (`CARD_CHECKS_KEY`); empty: none
/// @param timeLimit for a question and all of its answer: who does not answer in it does not know
/// @param atOnce questions under way; one more is not asked
@ConfigurationProperties("juhui.orders.card-checks")
public record CardCheckSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String key,
        @DefaultValue("1s") Duration timeLimit,
        @DefaultValue("32") int atOnce) {

    /// Without the key.
    @Override
    public String toString() {
        return "CardCheckSettings[" + url + "]";
    }
}
