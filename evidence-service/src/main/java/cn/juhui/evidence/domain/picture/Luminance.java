package cn.juhui.evidence.domain.picture;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The brightness of a picture's pixels, row by row, 0 (black) to 255. Owned by whoever measures it: not copied.
@SuppressWarnings("ArrayRecordComponent")
public record Luminance(int width, int height, byte[] values) {

    public Luminance {
        if (values.length != width * height) {
            throw new IllegalArgumentException(
                    values.length + " values for " + width + " × " + height);
        }
    }

    public int at(int index) {
        return values[index] & 0xff;
    }

    /// The mean brightness of this many fields of equal size, row by row; 0 for a field without pixels.
    public double[] fields(int columns, int rows) {
        var sums = new long[columns * rows];
        var counts = new long[sums.length];
        for (int y = 0; y < height; y++) {
            var row = y * rows / height * columns;
            for (int x = 0; x < width; x++) {
                var field = row + x * columns / width;
                sums[field] += at(y * width + x);
                counts[field]++;
            }
        }
        return IntStream.range(0, sums.length)
                .mapToDouble(i -> counts[i] == 0 ? 0 : (double) sums[i] / counts[i])
                .toArray();
    }

    /// The mean brightness of this many fields of exactly equal size, row by row; a pixel on a border counts for both in part.
    ///
    /// @param columns at most one per pixel
    public double[] means(int columns, int rows) {
        var means = new double[columns * rows];
        var line = new double[columns];
        for (int y = 0; y < height; y++) {
            Arrays.fill(line, 0);
            for (int x = 0; x < width; x++) {
                spread(at(y * width + x), x, width, columns, line, 0, 1);
            }
            for (int x = 0; x < columns; x++) {
                spread(line[x], y, height, rows, means, x, columns);
            }
        }
        var pixelsPerField = (double) width * height / means.length;
        for (int i = 0; i < means.length; i++) {
            means[i] /= pixelsPerField;
        }
        return means;
    }

    /// The picture without its edges.
    ///
    /// @param percent of a side, at each edge
    public Luminance without(int percent) {
        int left = width * percent / 100;
        int top = height * percent / 100;
        int newWidth = width - 2 * left;
        int newHeight = height - 2 * top;
        var middle = new byte[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            System.arraycopy(values, (y + top) * width + left, middle, y * newWidth, newWidth);
        }
        return new Luminance(newWidth, newHeight, middle);
    }

    /// Adds a pixel's or a line's brightness to the one or two fields that it lies in.
    private static void spread(
            double value, int at, int side, int fields, double[] sums, int start, int step) {
        int field = at * fields / side;
        int border = (field + 1) * side;
        var beyond = Math.max(0, (at + 1) * fields - border) / (double) fields;
        sums[start + field * step] += value * (1 - beyond);
        if (beyond > 0) {
            sums[start + (field + 1) * step] += value * beyond;
        }
    }

    /// Each pixel of some lines mixed with its eight neighbours (1 2 1 in both directions), sixteenfold; the first and the last of a line are 0.
    ///
    /// @param top at least 1
    /// @param bottom behind the last line, at most the height less 1
    /// @param into the first of the lines comes first
    public void smooth(int top, int bottom, short[] into) {
        for (int y = top; y < bottom; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                into[i - top * width] =
                        (short) (across(i - width) + 2 * across(i) + across(i + width));
            }
        }
    }

    private int across(int i) {
        return at(i - 1) + 2 * at(i) + at(i + 1);
    }

    /// How many pixels have each brightness.
    public int[] histogram() {
        var counts = new int[256];
        for (var value : values) {
            counts[value & 0xff]++;
        }
        return counts;
    }
}
