package cn.juhui.evidence.adapter.imaging.webp.lossy;

import cn.juhui.evidence.adapter.imaging.rows.PixelRows;
import java.io.IOException;
import java.util.Arrays;

/// A lossy picture: VP8's key frame (RFC 6386), one row of blocks after the other.
///
/// It is long because the steps of a decoder work on the same few arrays.
public final class Vp8Picture {

    private static final int STRIDE = 32;
    private static final int FIRST = STRIDE + 8;
    private static final int BEYOND = 127;
    private static final int BEFORE = 129;

    private final Vp8Header header;
    private final int across;
    private final int down;
    private final Vp8Window window;
    private final Vp8Coefficients coefficients;
    private final Vp8LoopFilter filter;
    private final Vp8Transform transform = new Vp8Transform();
    private final int[] around = new int[13];
    private final int[][] quantizers = new int[4][];

    /// The last lines of the blocks above, before their edges were smoothed.
    private final int[] lumaAbove;

    private final int[] blueAbove;
    private final int[] redAbove;

    private final int[] modesAbove;
    private final int[] modesLeft = new int[4];
    private final int[] modes = new int[16];

    /// Of the block in work, with the row above and the column to the left.
    private final int[] luma = new int[17 * STRIDE];

    private final int[] blue = new int[9 * STRIDE];
    private final int[] red = new int[9 * STRIDE];

    private final int[] levels;
    private final boolean[] inner;

    public Vp8Picture(byte[] file, int start, int end) throws IOException {
        header = new Vp8Header(file, start, end);
        across = (header.width + 15) / 16;
        down = (header.height + 15) / 16;
        window = new Vp8Window(across);
        coefficients = new Vp8Coefficients(header.probabilities, across, transform);
        filter = new Vp8LoopFilter(header.simpleFilter, header.sharpness);
        for (int segment = 0; segment < quantizers.length; segment++) {
            quantizers[segment] = header.quantizers(segment);
        }
        lumaAbove = new int[across * 16];
        blueAbove = new int[across * 8];
        redAbove = new int[across * 8];
        modesAbove = new int[across * 4];
        levels = new int[across];
        inner = new boolean[across];
    }

    public int width() {
        return header.width;
    }

    public int height() {
        return header.height;
    }

    public void decode(PixelRows rows) throws IOException {
        for (int row = 0; row < down; row++) {
            if (row > 0) {
                window.advance();
            }
            decodeRow(row);
            smooth(row);
            if (row > 0) {
                emit(row - 1, rows);
            }
        }
        window.advance();
        emit(down - 1, rows);
    }

    private void decodeRow(int row) throws IOException {
        var bits = header.coefficients[row % header.coefficients.length];
        coefficients.startRow();
        Arrays.fill(modesLeft, 0);
        for (int column = 0; column < across; column++) {
            int segment = header.segmentMap ? segment() : 0;
            var skipped = header.skipping && header.modes.bit(header.skipProbability) == 1;
            var inParts = header.modes.bit(145) == 0;
            int mode = inParts ? 0 : wholeMode(column);
            if (inParts) {
                readModes(column);
            }
            int colourMode = colourMode();
            boolean any = false;
            if (skipped) {
                coefficients.skip(column, inParts);
            } else {
                any = coefficients.read(bits, column, inParts, quantizers[segment]);
            }
            if (bits.isOverrun() || header.modes.isOverrun()) {
                throw new IOException("The picture ends too early");
            }
            predict(row, column, inParts, mode, colourMode);
            levels[column] = header.filterLevel(segment, inParts);
            inner[column] = inParts || any;
        }
    }

    private int segment() {
        var p = header.segmentProbabilities;
        return header.modes.bit(p[0]) == 0 ? header.modes.bit(p[1]) : 2 + header.modes.bit(p[2]);
    }

    private int wholeMode(int column) {
        var bits = header.modes;
        int mode;
        if (bits.bit(156) == 1) {
            mode = bits.bit(128) == 1 ? Vp8Prediction.TRUE_MOTION : Vp8Prediction.HORIZONTAL;
        } else {
            mode = bits.bit(163) == 1 ? Vp8Prediction.VERTICAL : Vp8Prediction.DC;
        }
        Arrays.fill(modesAbove, 4 * column, 4 * column + 4, mode);
        Arrays.fill(modesLeft, mode);
        return mode;
    }

    private int colourMode() {
        var bits = header.modes;
        if (bits.bit(142) == 0) {
            return Vp8Prediction.DC;
        }
        if (bits.bit(114) == 0) {
            return Vp8Prediction.VERTICAL;
        }
        return bits.bit(183) == 1 ? Vp8Prediction.TRUE_MOTION : Vp8Prediction.HORIZONTAL;
    }

    private void readModes(int column) {
        for (int part = 0; part < 16; part++) {
            int up = 4 * column + part % 4;
            int mode = partMode((modesAbove[up] * 10 + modesLeft[part / 4]) * 9);
            modes[part] = mode;
            modesAbove[up] = mode;
            modesLeft[part / 4] = mode;
        }
    }

    private int partMode(int p) {
        var bits = header.modes;
        var table = Vp8Tables.MODES;
        for (int mode = 0; mode < 3; mode++) {
            if (bits.bit(table[p + mode]) == 0) {
                return mode;
            }
        }
        if (bits.bit(table[p + 3]) == 0) {
            if (bits.bit(table[p + 4]) == 0) {
                return 3;
            }
            return bits.bit(table[p + 5]) == 0 ? 5 : 6;
        }
        if (bits.bit(table[p + 6]) == 0) {
            return 4;
        }
        if (bits.bit(table[p + 7]) == 0) {
            return 7;
        }
        return bits.bit(table[p + 8]) == 0 ? 8 : 9;
    }

    private void predict(int row, int column, boolean inParts, int mode, int colourMode) {
        surround(luma, lumaAbove, 16, row, column);
        surround(blue, blueAbove, 8, row, column);
        surround(red, redAbove, 8, row, column);
        var values = coefficients.values;
        if (inParts) {
            putAboveRight(row, column);
            for (int part = 0; part < 16; part++) {
                int at = FIRST + part / 4 * 4 * STRIDE + part % 4 * 4;
                Vp8Prediction.part(modes[part], luma, at, STRIDE, around);
                transform.add(values, part * 16, luma, at, STRIDE);
            }
        } else {
            Vp8Prediction.block(mode, luma, FIRST, STRIDE, 16, row > 0, column > 0);
            for (int part = 0; part < 16; part++) {
                int at = FIRST + part / 4 * 4 * STRIDE + part % 4 * 4;
                transform.add(values, part * 16, luma, at, STRIDE);
            }
        }
        for (int colour = 0; colour < 2; colour++) {
            var pixels = colour == 0 ? blue : red;
            Vp8Prediction.block(colourMode, pixels, FIRST, STRIDE, 8, row > 0, column > 0);
            for (int part = 0; part < 4; part++) {
                int at = FIRST + part / 2 * 4 * STRIDE + part % 2 * 4;
                transform.add(values, (16 + 4 * colour + part) * 16, pixels, at, STRIDE);
            }
        }
        store(luma, window.luma, lumaAbove, column);
        store(blue, window.blue, blueAbove, column);
        store(red, window.red, redAbove, column);
    }

    /// The row above and the column to the left; the block to the left is still there.
    private static void surround(int[] block, int[] above, int size, int row, int column) {
        for (int y = row > 0 && column > 0 ? -1 : 0; y < size; y++) {
            int at = FIRST + y * STRIDE;
            block[at - 1] = column > 0 ? block[at + size - 1] : BEFORE;
        }
        if (row > 0) {
            if (column == 0) {
                block[FIRST - STRIDE - 1] = BEFORE;
            }
            System.arraycopy(above, column * size, block, FIRST - STRIDE, size);
        } else {
            Arrays.fill(block, FIRST - STRIDE - 1, FIRST - STRIDE + size, BEYOND);
        }
    }

    /// Parts at the right edge see four pixels of the block above to the right, in whichever row they are.
    private void putAboveRight(int row, int column) {
        for (int i = 0; i < 4; i++) {
            int tone = BEYOND;
            if (row > 0) {
                int from = 16 * (column + 1);
                tone = from < lumaAbove.length ? lumaAbove[from + i] : lumaAbove[from - 1];
            }
            for (int y = -1; y < 15; y += 4) {
                luma[FIRST + y * STRIDE + 16 + i] = tone;
            }
        }
    }

    private static void store(int[] block, Vp8Window.Plane plane, int[] above, int column) {
        int size = plane.size();
        for (int y = 0; y < size; y++) {
            int to = plane.block(column) + y * plane.stride();
            for (int x = 0; x < size; x++) {
                plane.pixels()[to + x] = (byte) block[FIRST + y * STRIDE + x];
            }
        }
        System.arraycopy(block, FIRST + (size - 1) * STRIDE, above, column * size, size);
    }

    private void smooth(int row) {
        for (int column = 0; column < across; column++) {
            if (levels[column] > 0) {
                filter.smooth(window, column, levels[column], inner[column], column > 0, row > 0);
            }
        }
    }

    /// The row of blocks above the one in work: it won't change any more.
    private void emit(int row, PixelRows rows) throws IOException {
        var argb = new int[header.width];
        int lines = Math.min(16, header.height - 16 * row);
        int lastColour = (header.height + 1) / 2 - 1 - 8 * row;
        for (int y = 0; y < lines; y++) {
            int near = y / 2;
            int far = y % 2 == 0 ? near - 1 : near + 1;
            if (row == 0 && far < 0 || far > lastColour) {
                far = near;
            }
            window.colours(y, near, far, argb, header.width);
            rows.add(argb);
        }
    }
}
