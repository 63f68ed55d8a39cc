package cn.juhui.order.config;

import java.util.HexFormat;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.orders.payers.*`: what is kept of payers' names.
///
/// @param keys of 64 hex digits each (`PAYER_KEYS`): the first one makes prints of names, any of them recognises its own; without one
///     no name is kept, and every name check says UNKNOWN
@ConfigurationProperties("juhui.orders.payers")
public record PayerSettings(@DefaultValue List<String> keys) {

    public PayerSettings {
        keys = List.copyOf(keys);
    }

    List<byte[]> decoded() {
        return keys.stream().map(HexFormat.of()::parseHex).toList();
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "PayerSettings[" + keys.size() + " keys]";
    }
}
