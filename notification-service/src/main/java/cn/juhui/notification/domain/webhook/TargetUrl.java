package cn.juhui.notification.domain.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an endpoint's address may be, as far as it can be read off it: https, to a public host by its name. Addresses are refused in whatever spelling: a certificate is for a name,
/// and what isn't an address can't be an odd one. Where a name leads is looked at when it is saved and whenever something is sent ([PublicAddress]).
///
/// @param ports which may be named
/// @param loopback whether `http` to this machine is allowed, to any port: for developers
public record TargetUrl(Set<Integer> ports, boolean loopback) {

    public static final int MOST_CHARACTERS = 500;

    private static final int HTTPS = 443;
    private static final int MOST_NAME = 253;

    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern LAST_LABEL = Pattern.compile("[a-z]{2,63}|xn--[a-z0-9-]{1,59}");

    /// Names that lead inside, or nowhere.
    private static final List<String> INTERNAL =
            List.of(
                    "localhost",
                    "localdomain",
                    "local",
                    "internal",
                    "intranet",
                    "lan",
                    "home",
                    "home.arpa",
                    "corp",
                    "private",
                    "arpa",
                    "svc",
                    "cluster",
                    "invalid",
                    "onion",
                    "alt");

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// What is wrong with one.
    public enum Fault {
        ILL_FORMED,
        NOT_HTTPS,
        USER_INFO,
        FRAGMENT,
        PORT,
        ADDRESS,
        INTERNAL_NAME
    }

    public TargetUrl {
        ports = Set.copyOf(ports);
    }

    /// @return null when it may be one
    public @Nullable Fault faultOf(String url) {
        var uri = parsed(url);
        if (uri == null) {
            return Fault.ILL_FORMED;
        }
        if (uri.getRawUserInfo() != null) {
            return Fault.USER_INFO;
        }
        if (uri.getRawFragment() != null) {
            return Fault.FRAGMENT;
        }
        if (isThisMachine(uri)) {
            return null;
        }
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            return Fault.NOT_HTTPS;
        }
        if (!ports.contains(uri.getPort() == -1 ? HTTPS : uri.getPort())) {
            return Fault.PORT;
        }
        return faultOfHost(uri.getHost().toLowerCase(Locale.ROOT));
    }

    /// Whether it leads to this machine, which was allowed.
    public boolean isThisMachine(URI uri) {
        return loopback
                && "http".equalsIgnoreCase(uri.getScheme())
                && THIS_MACHINE.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    private static @Nullable URI parsed(String url) {
        if (url.length() > MOST_CHARACTERS || !PRINTABLE.matcher(url).matches()) {
            return null;
        }
        try {
            var uri = new URI(url);
            return uri.getScheme() == null || uri.getHost() == null ? null : uri;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static @Nullable Fault faultOfHost(String host) {
        if (host.startsWith("[")) {
            return Fault.ADDRESS;
        }
        var labels = List.of(host.split("\\.", -1));
        if (host.length() > MOST_NAME
                || labels.stream().anyMatch(label -> !LABEL.matcher(label).matches())) {
            return Fault.ILL_FORMED;
        }
        if (Character.isDigit(labels.getLast().charAt(0))) {
            return Fault.ADDRESS;
        }
        var isInternal =
                INTERNAL.stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name));
        if (labels.size() == 1 || isInternal) {
            return Fault.INTERNAL_NAME;
        }
        return LAST_LABEL.matcher(labels.getLast()).matches() ? null : Fault.ILL_FORMED;
    }
}
