package cn.juhui.evidence.adapter.imaging.webp.lossy;

import java.util.Arrays;

/// Reads the coefficients of one block of 16 × 16 pixels after the other (RFC 6386, section 13), multiplied as its segment says.
final class Vp8Coefficients {

    private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
    private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    private static final int[][] LARGE = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };
    private static final int CONTEXT = 11;
    private static final int BAND = 3 * CONTEXT;
    private static final int TYPE = 8 * BAND;

    /// Which parts above and to the left had coefficients: four of luma, two of each colour, and luma's means.
    private static final int CONTEXTS = 9;

    private static final int MEANS = 8;

    /// 16 of each of 16 parts of luma, 4 of one colour, 4 of the other.
    final int[] values = new int[24 * 16];

    private final int[] means = new int[16];
    private final Vp8Transform transform;
    private final int[] probabilities;
    private final boolean[] above;
    private final boolean[] left = new boolean[CONTEXTS];

    Vp8Coefficients(int[] probabilities, int blocksAcross, Vp8Transform transform) {
        this.transform = transform;
        this.probabilities = probabilities;
        this.above = new boolean[blocksAcross * CONTEXTS];
    }

    void startRow() {
        Arrays.fill(left, false);
    }

    /// A block that says that it has none.
    void skip(int column, boolean inParts) {
        int contexts = inParts ? MEANS : CONTEXTS;
        Arrays.fill(values, 0);
        Arrays.fill(left, 0, contexts, false);
        Arrays.fill(above, column * CONTEXTS, column * CONTEXTS + contexts, false);
    }

    /// @param quantizers as [Vp8Header#quantizers(int)] has them
    /// @return whether there are any
    boolean read(BoolDecoder bits, int column, boolean inParts, int[] quantizers) {
        Arrays.fill(values, 0);
        int top = column * CONTEXTS;
        int first = 0;
        if (!inParts) {
            first = 1;
            readMeans(bits, top, quantizers);
        }
        boolean any = false;
        for (int part = 0; part < 16; part++) {
            any |=
                    readPart(
                            bits,
                            inParts ? 3 : 0,
                            top + part % 4,
                            part / 4,
                            first,
                            quantizers[0],
                            quantizers[1],
                            part * 16);
            any |= values[part * 16] != 0;
        }
        for (int part = 16; part < 24; part++) {
            int colour = 4 + (part - 16) / 4 * 2;
            any |=
                    readPart(
                            bits,
                            2,
                            top + colour + part % 2,
                            colour + part % 4 / 2,
                            0,
                            quantizers[4],
                            quantizers[5],
                            part * 16);
        }
        return any;
    }

    private boolean readPart(
            BoolDecoder bits, int type, int up, int side, int first, int dc, int ac, int to) {
        int context = (above[up] ? 1 : 0) + (left[side] ? 1 : 0);
        int count = read(bits, type, context, first, dc, ac, values, to);
        var some = count > first;
        above[up] = some;
        left[side] = some;
        return some;
    }

    private void readMeans(BoolDecoder bits, int top, int[] quantizers) {
        Arrays.fill(means, 0);
        int context = (above[top + MEANS] ? 1 : 0) + (left[MEANS] ? 1 : 0);
        int count = read(bits, 1, context, 0, quantizers[2], quantizers[3], means, 0);
        above[top + MEANS] = count > 0;
        left[MEANS] = count > 0;
        transform.spreadMeans(means, values);
    }

    /// How far it read: behind the last one that isn't zero.
    private int read(
            BoolDecoder bits, int type, int context, int first, int dc, int ac, int[] to, int at) {
        int n = first;
        int p = type * TYPE + BANDS[n] * BAND + context * CONTEXT;
        while (n < 16) {
            if (bits.bit(probabilities[p]) == 0) {
                return n;
            }
            while (bits.bit(probabilities[p + 1]) == 0) {
                n++;
                if (n == 16) {
                    return 16;
                }
                p = type * TYPE + BANDS[n] * BAND;
            }
            int next = type * TYPE + BANDS[n + 1] * BAND;
            int value = 1;
            if (bits.bit(probabilities[p + 2]) == 1) {
                value = large(bits, p);
                p = next + 2 * CONTEXT;
            } else {
                p = next + CONTEXT;
            }
            to[at + ZIGZAG[n]] = (bits.flag() ? -value : value) * (n > 0 ? ac : dc);
            n++;
        }
        return 16;
    }

    private int large(BoolDecoder bits, int p) {
        if (bits.bit(probabilities[p + 3]) == 0) {
            return bits.bit(probabilities[p + 4]) == 0 ? 2 : 3 + bits.bit(probabilities[p + 5]);
        }
        if (bits.bit(probabilities[p + 6]) == 0) {
            if (bits.bit(probabilities[p + 7]) == 0) {
                return 5 + bits.bit(159);
            }
            int value = 7 + 2 * bits.bit(165);
            return value + bits.bit(145);
        }
        int high = bits.bit(probabilities[p + 8]);
        int category = 2 * high + bits.bit(probabilities[p + 9 + high]);
        int value = 0;
        for (var probability : LARGE[category]) {
            value = 2 * value + bits.bit(probability);
        }
        return value + 3 + (8 << category);
    }
}
