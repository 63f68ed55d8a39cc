package cn.juhui.evidence.adapter.imaging.webp.lossy;

/// Smooths the edges between blocks and their parts (RFC 6386, section 15).
final class Vp8LoopFilter {

    private final boolean simple;
    private final int sharpness;

    Vp8LoopFilter(boolean simple, int sharpness) {
        this.simple = simple;
        this.sharpness = sharpness;
    }

    /// One block of all three planes.
    ///
    /// @param level 1 to 63
    /// @param inner whether the edges of its parts are smoothed too
    /// @param hasLeft whether there is a block to the left
    /// @param hasAbove whether there is a block above
    void smooth(
            Vp8Window window,
            int column,
            int level,
            boolean inner,
            boolean hasLeft,
            boolean hasAbove) {
        int interior = interior(level);
        int limit = 2 * level + interior;
        int highVariance = level >= 40 ? 2 : level >= 15 ? 1 : 0;
        for (var plane : window.planes) {
            if (simple && plane.size() == 8) {
                continue;
            }
            int at = plane.block(column);
            var p = plane.pixels();
            int stride = plane.stride();
            int size = plane.size();
            if (hasLeft) {
                edge(p, at, 1, stride, size, limit + 4, interior, highVariance, true);
            }
            for (int i = 4; inner && i < size; i += 4) {
                edge(p, at + i, 1, stride, size, limit, interior, highVariance, false);
            }
            if (hasAbove) {
                edge(p, at, stride, 1, size, limit + 4, interior, highVariance, true);
            }
            for (int i = 4; inner && i < size; i += 4) {
                edge(p, at + i * stride, stride, 1, size, limit, interior, highVariance, false);
            }
        }
    }

    private int interior(int level) {
        int interior = level;
        if (sharpness > 0) {
            interior >>= sharpness > 4 ? 2 : 1;
            interior = Math.min(interior, 9 - sharpness);
        }
        return Math.max(1, interior);
    }

    /// @param across from one side of the edge to the other
    /// @param along from one pixel of the edge to the next
    private void edge(
            byte[] p,
            int at,
            int across,
            int along,
            int length,
            int limit,
            int interior,
            int highVariance,
            boolean ofBlock) {
        for (int i = 0; i < length; i++) {
            int here = at + i * along;
            int p1 = p[here - 2 * across] & 0xff;
            int p0 = p[here - across] & 0xff;
            int q0 = p[here] & 0xff;
            int q1 = p[here + across] & 0xff;
            if (4 * Math.abs(p0 - q0) + Math.abs(p1 - q1) > 2 * limit + 1) {
                continue;
            }
            if (simple) {
                two(p, here, across, p1, p0, q0, q1);
                continue;
            }
            int p3 = p[here - 4 * across] & 0xff;
            int p2 = p[here - 3 * across] & 0xff;
            int q2 = p[here + 2 * across] & 0xff;
            int q3 = p[here + 3 * across] & 0xff;
            var smooth =
                    Math.abs(p3 - p2) <= interior
                            && Math.abs(p2 - p1) <= interior
                            && Math.abs(p1 - p0) <= interior
                            && Math.abs(q3 - q2) <= interior
                            && Math.abs(q2 - q1) <= interior
                            && Math.abs(q1 - q0) <= interior;
            if (!smooth) {
                continue;
            }
            if (Math.abs(p1 - p0) > highVariance || Math.abs(q1 - q0) > highVariance) {
                two(p, here, across, p1, p0, q0, q1);
            } else if (ofBlock) {
                six(p, here, across, p2, p1, p0, q0, q1, q2);
            } else {
                four(p, here, across, p1, p0, q0, q1);
            }
        }
    }

    private static void two(byte[] p, int at, int across, int p1, int p0, int q0, int q1) {
        int a = 3 * (q0 - p0) + signed(p1 - q1);
        p[at - across] = tone(p0 + signed(a + 3 >> 3, 16));
        p[at] = tone(q0 - signed(a + 4 >> 3, 16));
    }

    private static void four(byte[] p, int at, int across, int p1, int p0, int q0, int q1) {
        int a = 3 * (q0 - p0);
        int near = signed(a + 4 >> 3, 16);
        int far = near + 1 >> 1;
        p[at - 2 * across] = tone(p1 + far);
        p[at - across] = tone(p0 + signed(a + 3 >> 3, 16));
        p[at] = tone(q0 - near);
        p[at + across] = tone(q1 - far);
    }

    private static void six(
            byte[] p, int at, int across, int p2, int p1, int p0, int q0, int q1, int q2) {
        int a = signed(3 * (q0 - p0) + signed(p1 - q1));
        int near = 27 * a + 63 >> 7;
        int next = 18 * a + 63 >> 7;
        int far = 9 * a + 63 >> 7;
        p[at - 3 * across] = tone(p2 + far);
        p[at - 2 * across] = tone(p1 + next);
        p[at - across] = tone(p0 + near);
        p[at] = tone(q0 - near);
        p[at + across] = tone(q1 - next);
        p[at + 2 * across] = tone(q2 - far);
    }

    private static int signed(int value) {
        return signed(value, 128);
    }

    private static int signed(int value, int limit) {
        return Math.clamp(value, -limit, limit - 1);
    }

    private static byte tone(int value) {
        return (byte) Math.clamp(value, 0, 255);
    }
}
