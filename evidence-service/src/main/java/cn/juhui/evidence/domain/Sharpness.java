package cn.juhui.evidence.domain;

import java.util.Arrays;

/// How sharp a picture is where there is something to see. Measured tile by tile: over the whole picture a blurred screen full
/// of text would score better than a sharp one with three lines. Smoothed a little before, which takes away a camera's noise and
/// leaves the strokes of writing.
///
/// @param detail the variance of the Laplacian in the sharpest tiles: its 95th percentile, or the mean of the best
///     eight (of the best tenth, where there are few) where text covers less than that; without what the
///     quietest tiles show too, which is noise
record Sharpness(double detail) {

    private static final int TILE = 60;

    /// A rest of a tile at the right or lower edge counts when it has at least this many pixels.
    private static final int MIN_PIXELS = 400;

    private static final double TOP = 0.05;
    private static final int FEW = 8;

    /// What is more than this is something to see, on every tile of a full picture.
    private static final double MAX_NOISE = 15;

    /// What smoothing multiplies a tone by, squared.
    private static final double SCALE = 16 * 16;

    static Sharpness of(Luminance luminance) {
        var tiles = tiles(luminance.width(), luminance.height(), luminance.smoothed());
        if (tiles.length == 0) {
            return new Sharpness(0);
        }
        int few = Math.clamp((tiles.length + 9) / 10, 1, FEW);
        var best = Arrays.stream(tiles, tiles.length - few, tiles.length).average().orElse(0);
        var percentile = tiles[tiles.length - 1 - (int) (tiles.length * TOP)];
        var noise = Math.min(tiles[(int) (tiles.length * TOP)], MAX_NOISE);
        return new Sharpness(Math.max(percentile, best) - (tiles.length > 1 ? noise : 0));
    }

    /// Each tile's variance, the quietest first.
    private static double[] tiles(int width, int height, short[] tones) {
        int across = (width + TILE - 1) / TILE;
        int down = (height + TILE - 1) / TILE;
        var tiles = new double[across * down];
        int count = 0;
        // A smoothed picture has no outermost line, and its Laplacian not the next one either.
        for (int top = 2; top < height - 2; top += TILE) {
            for (int left = 2; left < width - 2; left += TILE) {
                int right = Math.min(left + TILE, width - 2);
                int bottom = Math.min(top + TILE, height - 2);
                if ((right - left) * (bottom - top) >= MIN_PIXELS) {
                    tiles[count++] = variance(tones, width, left, top, right, bottom);
                }
            }
        }
        var sorted = Arrays.copyOf(tiles, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double variance(
            short[] tones, int width, int left, int top, int right, int bottom) {
        long edges = 0;
        long squares = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int i = y * width + x;
                int edge =
                        tones[i - 1]
                                + tones[i + 1]
                                + tones[i - width]
                                + tones[i + width]
                                - 4 * tones[i];
                edges += edge;
                squares += (long) edge * edge;
            }
        }
        int pixels = (right - left) * (bottom - top);
        var mean = (double) edges / pixels;
        return ((double) squares / pixels - mean * mean) / SCALE;
    }
}
