package cn.juhui.payout.config;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.payouts.accounts.*`: how replacement accounts are kept.
///
/// @param keys AES-256 keys of 64 hex digits each (`ACCOUNT_KEYS`), at least one: the first one seals, any of them opens
/// @param upkeepEvery how long between two looks for accounts that are to be sealed anew or deleted
@ConfigurationProperties("juhui.payouts.accounts")
public record AccountSettings(
        @DefaultValue List<String> keys, @DefaultValue("1m") Duration upkeepEvery) {

    public AccountSettings {
        keys = List.copyOf(keys);
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "AccountSettings[" + keys.size() + " keys]";
    }
}
