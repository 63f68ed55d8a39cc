package cn.juhui.evidence.domain.legibility;

import java.util.Arrays;
import java.util.List;

/// How sharp a picture is where there is something to see. Measured tile by tile: over the whole picture a blurred screen full
/// of text would score better than a sharp one with three lines.
///
/// @param detail the variance of the Laplacian in the sharpest tiles: its 95th percentile, or the mean of the best
///     eight (of the best tenth, where there are few) where text covers less than that; without what the
///     quietest tiles show too, which is noise
record Sharpness(double detail) {

    private static final double TOP = 0.05;
    private static final int FEW = 8;

    /// What is more than this is something to see, on every tile of a full picture.
    private static final double MAX_NOISE = 15;

    static Sharpness of(Tiles picture) {
        return of(picture.all(), picture);
    }

    /// Of some of a picture's tiles.
    static Sharpness of(List<Tiles.Tile> parts, Tiles picture) {
        if (parts.isEmpty()) {
            return new Sharpness(0);
        }
        var tiles = details(parts);
        int few = Math.clamp((tiles.length + 9) / 10, 1, FEW);
        var best = Arrays.stream(tiles, tiles.length - few, tiles.length).average().orElse(0);
        var percentile = tiles[tiles.length - 1 - (int) (tiles.length * TOP)];
        return new Sharpness(Math.max(percentile, best) - noise(details(picture.all())));
    }

    private static double noise(double[] tiles) {
        return tiles.length > 1 ? Math.min(tiles[(int) (tiles.length * TOP)], MAX_NOISE) : 0;
    }

    /// The quietest first.
    private static double[] details(List<Tiles.Tile> tiles) {
        return tiles.stream().mapToDouble(Tiles.Tile::detail).sorted().toArray();
    }
}
