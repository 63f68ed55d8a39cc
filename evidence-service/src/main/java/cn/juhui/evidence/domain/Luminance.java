package cn.juhui.evidence.domain;

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

    int at(int index) {
        return values[index] & 0xff;
    }

    /// The mean brightness of this many fields of equal size, row by row; 0 for a field without pixels.
    double[] fields(int columns, int rows) {
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

    /// Each pixel mixed with its eight neighbours (1 2 1 in both directions), sixteenfold; the outermost ones are 0.
    short[] smoothed() {
        var smoothed = new short[values.length];
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                smoothed[i] = (short) (across(i - width) + 2 * across(i) + across(i + width));
            }
        }
        return smoothed;
    }

    private int across(int i) {
        return at(i - 1) + 2 * at(i) + at(i + 1);
    }

    /// How many pixels have each brightness.
    int[] histogram() {
        var counts = new int[256];
        for (var value : values) {
            counts[value & 0xff]++;
        }
        return counts;
    }
}
