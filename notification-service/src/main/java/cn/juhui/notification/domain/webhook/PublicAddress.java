package cn.juhui.notification.domain.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/// Whether an address is one of the public Internet's: of IPv6 only what is given out as such (2000::/3), and nothing that the special-purpose registries of IANA reserve, such as private networks, the
/// loopback, link-local ones with clouds' metadata, documentation, multicast, and what carries an IPv4 address inside (6to4, Teredo, NAT64).
public final class PublicAddress {

    private record Block(byte[] start, int bits) {

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (start[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> SPECIAL_4 =
            List.of(
                    v4(0, 0, 0, 0, 8),
                    v4(10, 0, 0, 0, 8),
                    v4(100, 64, 0, 0, 10),
                    v4(127, 0, 0, 0, 8),
                    v4(169, 254, 0, 0, 16),
                    v4(172, 16, 0, 0, 12),
                    v4(192, 0, 0, 0, 24),
                    v4(192, 0, 2, 0, 24),
                    v4(192, 31, 196, 0, 24),
                    v4(192, 52, 193, 0, 24),
                    v4(192, 88, 99, 0, 24),
                    v4(192, 168, 0, 0, 16),
                    v4(192, 175, 48, 0, 24),
                    v4(198, 18, 0, 0, 15),
                    v4(198, 51, 100, 0, 24),
                    v4(203, 0, 113, 0, 24),
                    v4(224, 0, 0, 0, 3));

    private static final Block GIVEN_OUT_6 = v6(0x2000, 0, 3);

    private static final List<Block> SPECIAL_6 =
            List.of(
                    v6(0x2001, 0, 23),
                    v6(0x2001, 0x0db8, 32),
                    v6(0x2002, 0, 16),
                    v6(0x2620, 0x004f, 32),
                    v6(0x3fff, 0, 20));

    private PublicAddress() {}

    /// An IPv4 address that is written as one of IPv6 counts as what it is.
    public static boolean isOne(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet4Address
                ? SPECIAL_4.stream().noneMatch(block -> block.holds(bytes))
                : GIVEN_OUT_6.holds(bytes)
                        && SPECIAL_6.stream().noneMatch(block -> block.holds(bytes));
    }

    private static Block v4(int a, int b, int c, int d, int bits) {
        return new Block(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d}, bits);
    }

    /// @param first 16 bits
    /// @param second 16 bits
    private static Block v6(int first, int second, int bits) {
        var start = new byte[16];
        start[0] = (byte) (first >> 8);
        start[1] = (byte) first;
        start[2] = (byte) (second >> 8);
        start[3] = (byte) second;
        return new Block(start, bits);
    }
}
