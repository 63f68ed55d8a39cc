package cn.juhui.evidence.adapter.imaging.webp.lossy;

import java.util.Arrays;

/// Predicts pixels from those above and to the left (RFC 6386, section 12). The pixels of a block lie in an array with a row above
/// and a column to the left of them.
final class Vp8Prediction {

    static final int DC = 0;
    static final int TRUE_MOTION = 1;
    static final int VERTICAL = 2;
    static final int HORIZONTAL = 3;

    private Vp8Prediction() {}

    /// A whole block, of luma or of a colour.
    ///
    /// @param at its first pixel
    /// @param size pixels in a row
    static void block(
            int mode, int[] p, int at, int stride, int size, boolean hasAbove, boolean hasLeft) {
        switch (mode) {
            case DC -> fill(p, at, stride, size, mean(p, at, stride, size, hasAbove, hasLeft));
            case VERTICAL -> {
                for (int y = 0; y < size; y++) {
                    System.arraycopy(p, at - stride, p, at + y * stride, size);
                }
            }
            case HORIZONTAL -> {
                for (int y = 0; y < size; y++) {
                    int row = at + y * stride;
                    Arrays.fill(p, row, row + size, p[row - 1]);
                }
            }
            default -> trueMotion(p, at, stride, size);
        }
    }

    private static void fill(int[] p, int at, int stride, int size, int tone) {
        for (int y = 0; y < size; y++) {
            Arrays.fill(p, at + y * stride, at + y * stride + size, tone);
        }
    }

    private static int mean(
            int[] p, int at, int stride, int size, boolean hasAbove, boolean hasLeft) {
        int sum = 0;
        int count = 0;
        for (int i = 0; i < size; i++) {
            sum += hasAbove ? p[at - stride + i] : 0;
            sum += hasLeft ? p[at + i * stride - 1] : 0;
        }
        count += hasAbove ? size : 0;
        count += hasLeft ? size : 0;
        return count == 0 ? 128 : (sum + count / 2) / count;
    }

    private static void trueMotion(int[] p, int at, int stride, int size) {
        int corner = p[at - stride - 1];
        for (int y = 0; y < size; y++) {
            int row = at + y * stride;
            int difference = p[row - 1] - corner;
            for (int x = 0; x < size; x++) {
                p[row + x] = Vp8Transform.clip(p[at - stride + x] + difference);
            }
        }
    }

    /// A part of 4 × 4 pixels; four more pixels above to the right count.
    ///
    /// @param e room for those around it, from the last one to the left (0) over the corner (4) to the last one above (12)
    static void part(int mode, int[] p, int at, int stride, int[] e) {
        for (int i = 0; i < 4; i++) {
            e[3 - i] = p[at + i * stride - 1];
        }
        for (int i = -1; i < 8; i++) {
            e[5 + i] = p[at - stride + i];
        }
        switch (mode) {
            case 0 -> {
                int sum = 4;
                for (int i = 0; i < 4; i++) {
                    sum += e[i] + e[5 + i];
                }
                fill(p, at, stride, 4, sum >> 3);
            }
            case 1 -> trueMotion(p, at, stride, 4);
            case 2 -> {
                for (int i = 0; i < 16; i++) {
                    p[at + i / 4 * stride + i % 4] = three(e, 5 + i % 4);
                }
            }
            case 3 -> {
                for (int y = 0; y < 4; y++) {
                    var tone = y < 3 ? three(e, 3 - y) : e[1] + 3 * e[0] + 2 >> 2;
                    Arrays.fill(p, at + y * stride, at + y * stride + 4, tone);
                }
            }
            case 4 -> {
                for (int i = 0; i < 16; i++) {
                    int along = i / 4 + i % 4;
                    p[at + i / 4 * stride + i % 4] =
                            along < 6 ? three(e, 6 + along) : e[11] + 3 * e[12] + 2 >> 2;
                }
            }
            case 5 -> {
                for (int i = 0; i < 16; i++) {
                    p[at + i / 4 * stride + i % 4] = three(e, 4 - i / 4 + i % 4);
                }
            }
            case 6 -> verticalRight(e, p, at, stride);
            case 7 -> verticalLeft(e, p, at, stride);
            case 8 -> horizontalDown(e, p, at, stride);
            default -> horizontalUp(e, p, at, stride);
        }
    }

    private static int two(int[] e, int i) {
        return e[i] + e[i + 1] + 1 >> 1;
    }

    /// Around this one.
    private static int three(int[] e, int i) {
        return e[i - 1] + 2 * e[i] + e[i + 1] + 2 >> 2;
    }

    private static void verticalRight(int[] e, int[] p, int at, int stride) {
        for (int x = 0; x < 4; x++) {
            p[at + x] = two(e, 4 + x);
            p[at + stride + x] = three(e, 4 + x);
        }
        for (int y = 2; y < 4; y++) {
            int row = at + y * stride;
            p[row] = three(e, 5 - y);
            System.arraycopy(p, row - 2 * stride, p, row + 1, 3);
        }
    }

    private static void verticalLeft(int[] e, int[] p, int at, int stride) {
        for (int x = 0; x < 4; x++) {
            p[at + x] = two(e, 5 + x);
            p[at + stride + x] = three(e, 6 + x);
        }
        for (int y = 2; y < 4; y++) {
            int row = at + y * stride;
            System.arraycopy(p, row - 2 * stride + 1, p, row, 3);
        }
        p[at + 2 * stride + 3] = three(e, 10);
        p[at + 3 * stride + 3] = three(e, 11);
    }

    private static void horizontalDown(int[] e, int[] p, int at, int stride) {
        for (int y = 0; y < 4; y++) {
            int row = at + y * stride;
            p[row] = two(e, 3 - y);
            p[row + 1] = three(e, 4 - y);
            if (y == 0) {
                p[row + 2] = three(e, 5);
                p[row + 3] = three(e, 6);
            } else {
                p[row + 2] = p[row - stride];
                p[row + 3] = p[row - stride + 1];
            }
        }
    }

    private static void horizontalUp(int[] e, int[] p, int at, int stride) {
        int last = e[0];
        int[] along = {
            two(e, 2),
            three(e, 2),
            two(e, 1),
            three(e, 1),
            two(e, 0),
            e[1] + 3 * last + 2 >> 2,
            last,
            last,
            last,
            last
        };
        for (int y = 0; y < 4; y++) {
            System.arraycopy(along, 2 * y, p, at + y * stride, 4);
        }
    }
}
