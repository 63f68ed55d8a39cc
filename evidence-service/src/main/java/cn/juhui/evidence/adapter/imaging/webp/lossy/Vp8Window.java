package cn.juhui.evidence.adapter.imaging.webp.lossy;

import java.util.List;

/// The rows of a VP8 picture that are in work: one row of blocks, the one above it, and the last line above that.
final class Vp8Window {

    /// A plane's pixels: luma, or one of the two colours at half the size.
    ///
    /// @param size pixels along a block's side
    @SuppressWarnings("ArrayRecordComponent")
    record Plane(byte[] pixels, int stride, int size) {

        Plane(int blocksAcross, int size) {
            this(new byte[blocksAcross * size * (2 * size + 1)], blocksAcross * size, size);
        }

        /// Where this column's block of the row in work begins.
        int block(int column) {
            return (size + 1) * stride + column * size;
        }

        /// Where a line begins that is finished.
        ///
        /// @param line 0 is the first of the row of blocks above the one in work, -1 the last one above that
        int line(int line) {
            return (line + 1) * stride;
        }

        void advance() {
            System.arraycopy(pixels, size * stride, pixels, 0, (size + 1) * stride);
        }
    }

    final Plane luma;
    final Plane blue;
    final Plane red;
    final List<Plane> planes;

    Vp8Window(int blocksAcross) {
        luma = new Plane(blocksAcross, 16);
        blue = new Plane(blocksAcross, 8);
        red = new Plane(blocksAcross, 8);
        planes = List.of(luma, blue, red);
    }

    /// The row in work becomes the one above.
    void advance() {
        luma.advance();
        blue.advance();
        red.advance();
    }

    /// A line of luma in the colours that people see; between the pixels of the colours' planes it goes smoothly.
    ///
    /// @param y of luma, as [Plane#line(int)] has it
    /// @param near the line of colours that it lies in, far the other one that it is close to
    void colours(int y, int near, int far, int[] argb, int width) {
        int luma0 = luma.line(y);
        int nearLine = blue.line(near);
        int farLine = blue.line(far);
        int last = (width + 1) / 2 - 1;
        for (int x = 0; x < width; x++) {
            int here = x / 2;
            int other = Math.clamp(x % 2 == 0 ? here - 1 : here + 1, 0, last);
            int u = blend(blue.pixels, nearLine, farLine, here, other);
            int v = blend(red.pixels, nearLine, farLine, here, other);
            argb[x] = colour(luma.pixels[luma0 + x] & 0xff, u, v);
        }
    }

    /// Nine parts of the nearest pixel, three of each of two neighbours, one of the farthest: rounded as all other decoders do.
    private static int blend(byte[] plane, int nearLine, int farLine, int here, int other) {
        int a = plane[nearLine + here] & 0xff;
        int c = plane[farLine + here] & 0xff;
        if (here == other) {
            return 3 * a + c + 2 >> 2;
        }
        int b = plane[nearLine + other] & 0xff;
        int d = plane[farLine + other] & 0xff;
        return (a + b + c + d + 8 + 2 * (b + c) >> 3) + a >> 1;
    }

    private static int colour(int y, int u, int v) {
        int light = y * 19077 >> 8;
        int r = light + (v * 26149 >> 8) - 14234;
        int g = light - (u * 6419 >> 8) - (v * 13320 >> 8) + 8708;
        int b = light + (u * 33050 >> 8) - 17685;
        return 0xff000000
                | Math.clamp(r >> 6, 0, 255) << 16
                | Math.clamp(g >> 6, 0, 255) << 8
                | Math.clamp(b >> 6, 0, 255);
    }
}
