package cn.juhui.evidence.adapter.imaging.rows;

import cn.juhui.evidence.domain.picture.Orientation;
import java.io.IOException;

/// The rows of a picture as people see it, out of rows as they are stored. A turned one's are put together in bands, each in a decoding of its own: no more
/// of it than a band is in memory at a time.
///
/// @param width as stored
/// @param height as stored
public record UprightRows(Orientation orientation, int width, int height) {

    private static final int BAND_PIXELS = 6_000_000;
    private static final int BYTES = 3;

    /// Lets a decoder hand over all rows from top to bottom.
    public interface Decoding {
        void into(PixelRows rows) throws IOException;
    }

    public int shownWidth() {
        return orientation.swapsSides() ? height : width;
    }

    public int shownHeight() {
        return orientation.swapsSides() ? width : height;
    }

    /// How many decodings it takes.
    public int decodings() {
        return orientation.equals(Orientation.UPRIGHT)
                ? 1
                : (shownHeight() + bandRows() - 1) / bandRows();
    }

    private int bandRows() {
        return Math.clamp(BAND_PIXELS / shownWidth(), 1, shownHeight());
    }

    public void read(Decoding decoding, PixelRows upright) throws IOException {
        if (orientation.equals(Orientation.UPRIGHT)) {
            decoding.into(upright);
            return;
        }
        var band = new byte[bandRows() * shownWidth() * BYTES];
        var row = new int[shownWidth()];
        for (int top = 0; top < shownHeight(); top += bandRows()) {
            int rows = Math.min(bandRows(), shownHeight() - top);
            decoding.into(new Band(band, top, rows));
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < row.length; x++) {
                    int at = (y * row.length + x) * BYTES;
                    row[x] =
                            0xff000000
                                    | (band[at] & 0xff) << 16
                                    | (band[at + 1] & 0xff) << 8
                                    | band[at + 2] & 0xff;
                }
                upright.add(row);
            }
        }
    }

    /// Keeps the pixels that are shown in some rows.
    private final class Band implements PixelRows {

        private final byte[] band;
        private final int top;
        private final int rows;
        private int y;

        Band(byte[] band, int top, int rows) {
            this.band = band;
            this.top = top;
            this.rows = rows;
        }

        @Override
        public void add(int[] argb) {
            for (int x = 0; x < width; x++) {
                int across = orientation.mirrored() ? width - 1 - x : x;
                int shownY =
                        switch (orientation.quarterTurns()) {
                            case 0 -> y;
                            case 1 -> across;
                            case 2 -> height - 1 - y;
                            default -> width - 1 - across;
                        };
                if (shownY < top || shownY >= top + rows) {
                    continue;
                }
                int shownX =
                        switch (orientation.quarterTurns()) {
                            case 0 -> across;
                            case 1 -> height - 1 - y;
                            case 2 -> width - 1 - across;
                            default -> y;
                        };
                int rgb = RowEncoder.onWhite(argb[x]);
                int at = ((shownY - top) * shownWidth() + shownX) * BYTES;
                band[at] = (byte) (rgb >> 16);
                band[at + 1] = (byte) (rgb >> 8);
                band[at + 2] = (byte) rgb;
            }
            y++;
        }
    }
}
