package cn.juhui.evidence.adapter.imaging.format.png;

import cn.juhui.evidence.adapter.imaging.format.Bytes;

/// The IHDR chunk of a PNG file.
record PngHeader(
        long width,
        long height,
        int depth,
        int colourType,
        int compression,
        int filter,
        int interlace) {

    static final int LENGTH = 13;

    /// First column, first row, column step and row step of Adam7's seven passes.
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
    };

    static PngHeader read(byte[] file, int at) {
        return new PngHeader(
                Bytes.u32(file, at),
                Bytes.u32(file, at + 4),
                Bytes.u8(file, at + 8),
                Bytes.u8(file, at + 9),
                Bytes.u8(file, at + 10),
                Bytes.u8(file, at + 11),
                Bytes.u8(file, at + 12));
    }

    boolean isValid() {
        var depthFits =
                switch (colourType) {
                    case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
                    case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
                    case 2, 4, 6 -> depth == 8 || depth == 16;
                    default -> false;
                };
        return depthFits && compression == 0 && filter == 0 && interlace <= 1;
    }

    boolean needsPalette() {
        return colourType == 3;
    }

    /// How many bytes the pixels are once inflated: each row with its filter byte in front.
    long rawBytes() {
        if (interlace == 0) {
            return rawBytes(width, height);
        }
        long sum = 0;
        for (var pass : ADAM7) {
            sum += rawBytes(steps(width, pass[0], pass[2]), steps(height, pass[1], pass[3]));
        }
        return sum;
    }

    private static long steps(long length, int first, int step) {
        return (length - first + step - 1) / step;
    }

    private long rawBytes(long columns, long rows) {
        return columns < 1 || rows < 1 ? 0 : (1 + (columns * depth * channels() + 7) / 8) * rows;
    }

    private int channels() {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }
}
