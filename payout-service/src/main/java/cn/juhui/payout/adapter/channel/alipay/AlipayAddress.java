package cn.juhui.payout.adapter.channel.alipay;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An address that an answer names: followed only where Alipay is at home.
final class AlipayAddress {

    private AlipayAddress() {}

    /// The address, over TLS where Alipay itself is asked so.
    ///
    /// @param given as the answer has it
    /// @param home where Alipay is asked
    /// @return empty when it leads elsewhere
    static Optional<URI> trusted(@Nullable String given, URI home) {
        if (given == null) {
            return Optional.empty();
        }
        try {
            var address = URI.create(given);
            var scheme = address.getScheme();
            var host = address.getHost();
            var web = "http".equals(scheme) || "https".equals(scheme);
            if (!web || host == null || address.getUserInfo() != null) {
                return Optional.empty();
            }
            if (!domain(host).equals(domain(home.getHost()))) {
                return Optional.empty();
            }
            return Optional.of(
                    "https".equals(home.getScheme()) && "http".equals(scheme)
                            ? URI.create("https" + given.substring("http".length()))
                            : address);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The last two labels of a name, such as `alipay.com`; an IP address whole.
    private static String domain(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (name.matches("[0-9.]+") || name.contains(":")) {
            return name;
        }
        var labels = name.split("\\.");
        return labels.length < 3
                ? name
                : labels[labels.length - 2] + "." + labels[labels.length - 1];
    }
}
