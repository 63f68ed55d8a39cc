package cn.juhui.evidence.domain.legibility;

import cn.juhui.evidence.domain.picture.Luminance;
import java.util.ArrayList;
import java.util.List;

/// A picture in tiles, each measured for itself. Smoothed a little before, which takes away a camera's noise and leaves the strokes of
/// writing.
///
/// @param all from left to right and top to bottom
record Tiles(int width, int height, List<Tile> all) {

    private static final int SIDE = 60;

    /// A rest of a tile at the right or lower edge counts when it has at least this many pixels.
    private static final int MIN_PIXELS = 400;

    /// What smoothing multiplies a tone by.
    private static final int SCALE = 16;

    /// @param detail the variance of the Laplacian
    /// @param contrast between its darkest and its brightest pixel, 0 to 255
    record Tile(int left, int top, int right, int bottom, double detail, int contrast) {

        boolean isLeftOf(Tile other) {
            return right == other.left() && top == other.top();
        }
    }

    static Tiles of(Luminance luminance) {
        int width = luminance.width();
        int height = luminance.height();
        // Of one row of tiles at a time, with a line above it and one below.
        var tones = new short[(SIDE + 2) * width];
        var tiles = new ArrayList<Tile>();
        // A smoothed picture has no outermost line, and its Laplacian not the next one either.
        for (int top = 2; top < height - 2; top += SIDE) {
            int bottom = Math.min(top + SIDE, height - 2);
            luminance.smooth(top - 1, bottom + 1, tones);
            for (int left = 2; left < width - 2; left += SIDE) {
                int right = Math.min(left + SIDE, width - 2);
                if ((right - left) * (bottom - top) >= MIN_PIXELS) {
                    tiles.add(tile(tones, width, left, top, right, bottom));
                }
            }
        }
        return new Tiles(width, height, List.copyOf(tiles));
    }

    private static Tile tile(short[] tones, int width, int left, int top, int right, int bottom) {
        long edges = 0;
        long squares = 0;
        int darkest = Integer.MAX_VALUE;
        int brightest = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int i = (y - top + 1) * width + x;
                int edge =
                        tones[i - 1]
                                + tones[i + 1]
                                + tones[i - width]
                                + tones[i + width]
                                - 4 * tones[i];
                edges += edge;
                squares += (long) edge * edge;
                darkest = Math.min(darkest, tones[i]);
                brightest = Math.max(brightest, tones[i]);
            }
        }
        int pixels = (right - left) * (bottom - top);
        var mean = (double) edges / pixels;
        var detail = ((double) squares / pixels - mean * mean) / (SCALE * SCALE);
        return new Tile(left, top, right, bottom, detail, (brightest - darkest) / SCALE);
    }

    /// Of a line of writing that is so short that its pixels are fewer than noise might be: the contrast of a tile that has another one with much contrast beside
    /// it. A speck of dust is one tile's.
    ///
    /// @param much so much contrast has neither noise nor a gradient
    /// @return 0 where there is no such tile
    int writtenContrast(int much) {
        var written = all.stream().filter(tile -> tile.contrast() >= much).toList();
        return written.stream()
                .filter(tile -> written.stream().anyMatch(tile::isLeftOf))
                .mapToInt(Tile::contrast)
                .max()
                .orElse(0);
    }

    /// Those that lie inside, away from the edges by so much.
    List<Tile> inside(int acrossMargin, int downMargin) {
        return all.stream()
                .filter(tile ->
                        tile.left() >= acrossMargin
                                && tile.right() <= width - acrossMargin
                                && tile.top() >= downMargin
                                && tile.bottom() <= height - downMargin)
                .toList();
    }
}
