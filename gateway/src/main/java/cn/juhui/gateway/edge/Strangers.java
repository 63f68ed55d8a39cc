package cn.juhui.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/// Whom to count where nobody says who they are.
final class Strangers {

    private static final int NETWORK_BYTES = 8;

    private Strangers() {}

    /// The network address. Of IPv6 the first 64 bits: the others are everybody's own to choose.
    static String address(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES)
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
