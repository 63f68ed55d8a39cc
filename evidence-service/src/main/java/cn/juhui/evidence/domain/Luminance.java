package cn.juhui.evidence.domain;

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

    /// How many pixels have each brightness.
    int[] histogram() {
        var counts = new int[256];
        for (var value : values) {
            counts[value & 0xff]++;
        }
        return counts;
    }
}
