package cn.juhui.gateway.edge;

import java.util.List;

/// Where front ends live that may call from a browser: `https://shop.example.com`, or with any port `http://localhost:*`.
///
/// @param listed as a browser writes them in `Origin`: scheme, host, and the port where it isn't the usual one
public record Origins(List<String> listed) {

    private static final String ANY_PORT = ":*";

    public Origins {
        listed = List.copyOf(listed);
    }

    boolean areThere() {
        return !listed.isEmpty();
    }

    /// Whether this is one of them, character by character.
    boolean include(String origin) {
        return listed.stream().anyMatch(one -> one.equals(origin) || isOnAPortOf(one, origin));
    }

    private static boolean isOnAPortOf(String one, String origin) {
        if (!one.endsWith(ANY_PORT)) {
            return false;
        }
        var host = one.substring(0, one.length() - ANY_PORT.length());
        return origin.startsWith(host) && origin.substring(host.length()).matches("(:[0-9]{1,5})?");
    }
}
