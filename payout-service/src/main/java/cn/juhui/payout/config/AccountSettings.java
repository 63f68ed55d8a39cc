package cn.juhui.payout.config;

import java.util.HexFormat;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.payouts.accounts.*`: how replacement accounts are kept.
///
/// @param keys AES-256 keys of 64 hex digits each (`ACCOUNT_KEYS`), at least one: the first one seals, any of them opens
@ConfigurationProperties("juhui.payouts.accounts")
public record AccountSettings(@DefaultValue List<String> keys) {

    public AccountSettings {
        keys = List.copyOf(keys);
    }

    List<byte[]> decoded() {
        return keys.stream().map(HexFormat.of()::parseHex).toList();
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "AccountSettings[" + keys.size() + " keys]";
    }
}
