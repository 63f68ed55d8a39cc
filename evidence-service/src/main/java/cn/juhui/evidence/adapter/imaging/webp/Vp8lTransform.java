package cn.juhui.evidence.adapter.imaging.webp;

import java.io.IOException;

/// What was done to a lossless picture's pixels before they were coded, undone row by row (WebP Lossless Bitstream Specification,
/// section 4).
sealed interface Vp8lTransform {

    /// @param row as coded; may be changed
    /// @return as it was before
    int[] undo(int y, int[] row);

    /// @param width of the picture where this was done
    /// @param type as the file says
    static Vp8lTransform read(BitReader bits, int type, int width, int height) throws IOException {
        return switch (type) {
            case 0 -> {
                int tile = bits.read(3) + 2;
                yield new Predicted(width, tile, table(bits, width, height, tile));
            }
            case 1 -> {
                int tile = bits.read(3) + 2;
                yield new Crossed(width, tile, table(bits, width, height, tile));
            }
            case 2 -> new GreenSubtracted();
            default -> Indexed.read(bits, width);
        };
    }

    private static int[] table(BitReader bits, int width, int height, int tile) throws IOException {
        int across = Vp8lPixels.tiles(width, tile);
        int down = Vp8lPixels.tiles(height, tile);
        var pixels = new Vp8lPixels(bits, across, down, false);
        var table = new int[across * down];
        var row = new int[across];
        for (int y = 0; y < down; y++) {
            pixels.read(row);
            System.arraycopy(row, 0, table, y * across, across);
        }
        return table;
    }

    /// Channel by channel, without carrying over.
    static int sum(int a, int b) {
        return (a & 0xff00ff00) + (b & 0xff00ff00) & 0xff00ff00
                | (a & 0xff00ff) + (b & 0xff00ff) & 0xff00ff;
    }

    /// Each pixel is the difference to what its neighbours let expect.
    final class Predicted implements Vp8lTransform {

        private static final int BLACK = 0xff000000;

        private final int width;
        private final int tile;
        private final int[] modes;
        private final int across;

        /// The row above, and the first pixel of the row in work behind it.
        private final int[] above;

        Predicted(int width, int tile, int[] modes) {
            this.width = width;
            this.tile = tile;
            this.modes = modes;
            this.across = Vp8lPixels.tiles(width, tile);
            this.above = new int[width + 1];
        }

        @Override
        public int[] undo(int y, int[] row) {
            row[0] = sum(row[0], y == 0 ? BLACK : above[0]);
            above[width] = row[0];
            for (int x = 1; x < width; x++) {
                int left = row[x - 1];
                int guess = left;
                if (y > 0) {
                    int mode = modes[(y >> tile) * across + (x >> tile)] >> 8 & 15;
                    guess = guess(mode, left, above[x], above[x + 1], above[x - 1]);
                }
                row[x] = sum(row[x], guess);
            }
            System.arraycopy(row, 0, above, 0, width);
            return row;
        }

        private static int guess(int mode, int left, int top, int topRight, int topLeft) {
            return switch (mode) {
                case 1 -> left;
                case 2 -> top;
                case 3 -> topRight;
                case 4 -> topLeft;
                case 5 -> mean(mean(left, topRight), top);
                case 6 -> mean(left, topLeft);
                case 7 -> mean(left, top);
                case 8 -> mean(topLeft, top);
                case 9 -> mean(top, topRight);
                case 10 -> mean(mean(left, topLeft), mean(top, topRight));
                case 11 -> distance(top, topLeft) < distance(left, topLeft) ? left : top;
                case 12 -> full(left, top, topLeft);
                case 13 -> half(mean(left, top), topLeft);
                default -> BLACK;
            };
        }

        private static int mean(int a, int b) {
            return ((a ^ b) >>> 1 & 0x7f7f7f7f) + (a & b);
        }

        private static int distance(int a, int b) {
            int distance = 0;
            for (int shift = 0; shift < 32; shift += 8) {
                distance += Math.abs((a >>> shift & 0xff) - (b >>> shift & 0xff));
            }
            return distance;
        }

        private static int full(int left, int top, int topLeft) {
            int all = 0;
            for (int shift = 0; shift < 32; shift += 8) {
                int tone =
                        (left >>> shift & 0xff)
                                + (top >>> shift & 0xff)
                                - (topLeft >>> shift & 0xff);
                all |= Math.clamp(tone, 0, 255) << shift;
            }
            return all;
        }

        private static int half(int mean, int topLeft) {
            int all = 0;
            for (int shift = 0; shift < 32; shift += 8) {
                int tone = mean >>> shift & 0xff;
                tone += (tone - (topLeft >>> shift & 0xff)) / 2;
                all |= Math.clamp(tone, 0, 255) << shift;
            }
            return all;
        }
    }

    /// Red and blue without what green tells of them, blue without what red tells of it.
    final class Crossed implements Vp8lTransform {

        private final int width;
        private final int tile;
        private final int[] factors;
        private final int across;

        Crossed(int width, int tile, int[] factors) {
            this.width = width;
            this.tile = tile;
            this.factors = factors;
            this.across = Vp8lPixels.tiles(width, tile);
        }

        @Override
        public int[] undo(int y, int[] row) {
            for (int x = 0; x < width; x++) {
                int factor = factors[(y >> tile) * across + (x >> tile)];
                int pixel = row[x];
                int green = (byte) (pixel >> 8);
                int red = (pixel >> 16) + ((byte) factor * green >> 5) & 0xff;
                int blue = pixel + ((byte) (factor >> 8) * green >> 5);
                blue += (byte) (factor >> 16) * (byte) red >> 5;
                row[x] = pixel & 0xff00ff00 | red << 16 | blue & 0xff;
            }
            return row;
        }
    }

    /// Red and blue without green.
    final class GreenSubtracted implements Vp8lTransform {

        @Override
        public int[] undo(int y, int[] row) {
            for (int x = 0; x < row.length; x++) {
                int green = row[x] >> 8 & 0xff;
                row[x] = sum(row[x], green << 16 | green);
            }
            return row;
        }
    }

    /// Pixels by their number in a table of colours, several in one where there are few.
    final class Indexed implements Vp8lTransform {

        private final int[] colours;
        private final int[] full;

        /// Pixels in one, as a power of two.
        private final int packing;

        private Indexed(int[] colours, int width) {
            this.colours = colours;
            this.full = new int[width];
            int count = colours.length;
            this.packing = count <= 2 ? 3 : count <= 4 ? 2 : count <= 16 ? 1 : 0;
        }

        static Indexed read(BitReader bits, int width) throws IOException {
            var colours = new int[bits.read(8) + 1];
            new Vp8lPixels(bits, colours.length, 1, false).read(colours);
            for (int i = 1; i < colours.length; i++) {
                colours[i] = sum(colours[i], colours[i - 1]);
            }
            return new Indexed(colours, width);
        }

        /// Of the coded picture.
        int packedWidth() {
            return Vp8lPixels.tiles(full.length, packing);
        }

        @Override
        public int[] undo(int y, int[] row) {
            int each = 8 >> packing;
            int inOne = (1 << packing) - 1;
            for (int x = 0; x < full.length; x++) {
                int packed = row[x >> packing] >> 8 & 0xff;
                int number = packed >> (x & inOne) * each & (1 << each) - 1;
                full[x] = number < colours.length ? colours[number] : 0;
            }
            return full;
        }
    }
}
