package cn.juhui.evidence.adapter.imaging.webp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A lossless picture (WebP Lossless Bitstream Specification), row by row.
final class Vp8lPicture {

    private final List<Vp8lTransform> transforms = new ArrayList<>();
    private final Vp8lPixels pixels;
    private final int[] coded;
    private int y;

    /// @param bits behind the header
    Vp8lPicture(BitReader bits, int width, int height) throws IOException {
        int codedWidth = width;
        int seen = 0;
        while (bits.flag()) {
            int type = bits.read(2);
            if ((seen & 1 << type) != 0) {
                throw new IOException("The same transform twice");
            }
            seen |= 1 << type;
            var transform = Vp8lTransform.read(bits, type, codedWidth, height);
            transforms.addFirst(transform);
            if (transform instanceof Vp8lTransform.Indexed indexed) {
                codedWidth = indexed.packedWidth();
            }
        }
        pixels = new Vp8lPixels(bits, codedWidth, height, true);
        coded = new int[codedWidth];
    }

    /// The next row; the array is used again for the one after it.
    int[] next() throws IOException {
        pixels.read(coded);
        var row = coded;
        for (var transform : transforms) {
            row = transform.undo(y, row);
        }
        y++;
        return row;
    }
}
