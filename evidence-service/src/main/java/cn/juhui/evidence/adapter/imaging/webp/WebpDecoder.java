package cn.juhui.evidence.adapter.imaging.webp;

import cn.juhui.evidence.adapter.imaging.format.webp.WebpParts;
import cn.juhui.evidence.adapter.imaging.rows.PixelRows;
import cn.juhui.evidence.adapter.imaging.webp.lossy.Vp8Picture;
import java.io.IOException;

/// Decodes a still WebP picture from top to bottom. What it holds at a time is a few rows, and of a lossless one as much as
/// a copy of pixels can reach back: four megabytes.
public final class WebpDecoder {

    private WebpDecoder() {}

    /// @param file that [cn.juhui.evidence.adapter.imaging.FileInspector#inspect] called sound
    /// @throws IOException when its pixels are not whole after all
    public static void decode(byte[] file, PixelRows rows) throws IOException {
        try {
            decode(file, WebpParts.of(file), rows);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IOException("The picture is not what it says", e);
        }
    }

    private static void decode(byte[] file, WebpParts parts, PixelRows rows) throws IOException {
        if (parts.lossless()) {
            var bits = new BitReader(file, parts.start() + 1, parts.end());
            int width = bits.read(14) + 1;
            int height = bits.read(14) + 1;
            var transparent = bits.flag();
            bits.skip(3);
            var picture = new Vp8lPicture(bits, width, height);
            for (int y = 0; y < height; y++) {
                var row = picture.next();
                for (int x = 0; !transparent && x < width; x++) {
                    row[x] |= 0xff000000;
                }
                rows.add(row);
            }
            return;
        }
        var picture = new Vp8Picture(file, parts.start(), parts.end());
        if (parts.alphaEnd() > 0) {
            var alpha =
                    new AlphaRows(
                            file,
                            parts.alphaStart(),
                            parts.alphaEnd(),
                            picture.width(),
                            picture.height());
            picture.decode(argb -> {
                alpha.apply(argb);
                rows.add(argb);
            });
        } else {
            picture.decode(rows);
        }
    }
}
