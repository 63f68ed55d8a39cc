package cn.juhui.evidence.adapter.imaging.rows;

import java.io.IOException;

/// Encodes a picture whose rows come one after the other, so that it is never in memory as a whole.
public interface RowEncoder extends PixelRows {

    /// The file, once all rows have come.
    ///
    /// @throws BoundedBytes.TooManyException when it is larger than it may be
    byte[] finish() throws IOException;

    /// What is seen through is seen on white.
    ///
    /// @param argb not premultiplied
    static int onWhite(int argb) {
        int alpha = argb >>> 24;
        if (alpha == 255) {
            return argb;
        }
        int rgb = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int tone = (argb >>> shift & 0xff) * alpha + 255 * (255 - alpha);
            rgb |= (tone + 127) / 255 << shift;
        }
        return rgb;
    }
}
