package cn.juhui.evidence.adapter.imaging.webp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// How opaque the pixels of a lossy picture are: a plane of its own (WebP Container Specification, `ALPH`).
final class AlphaRows {

    private static final int RAW = 0;
    private static final int LOSSLESS = 1;

    private final byte[] file;
    private final int filter;
    private final @Nullable Vp8lPicture compressed;
    private final int[] alpha;
    private int at;
    private int y;

    /// @param start of the chunk's data
    AlphaRows(byte[] file, int start, int end, int width, int height) throws IOException {
        if (start >= end) {
            throw new IOException("An empty plane");
        }
        this.file = file;
        this.alpha = new int[width];
        this.at = start + 1;
        this.filter = file[start] >> 2 & 3;
        int method = file[start] & 3;
        if (method > LOSSLESS || method == RAW && (long) width * height > end - at) {
            throw new IOException("A plane that is not whole");
        }
        compressed =
                method == LOSSLESS
                        ? new Vp8lPicture(new BitReader(file, at, end), width, height)
                        : null;
    }

    /// Makes the next row of pixels as opaque as they are.
    void apply(int[] argb) throws IOException {
        var picture = compressed;
        var row = picture == null ? argb : picture.next();
        int corner = alpha[0];
        int left = y == 0 ? 0 : alpha[0];
        for (int x = 0; x < alpha.length; x++) {
            int coded = picture == null ? file[at++] : row[x] >> 8;
            int top = alpha[x];
            int guess =
                    switch (y == 0 && filter > 0 ? 1 : filter) {
                        case 0 -> 0;
                        case 1 -> left;
                        case 2 -> top;
                        default -> Math.clamp(left + top - corner, 0, 255);
                    };
            left = coded + guess & 0xff;
            corner = top;
            alpha[x] = left;
            argb[x] = argb[x] & 0xffffff | left << 24;
        }
        y++;
    }
}
