package cn.juhui.evidence.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// How sharp a picture is where there is something to see. Measured tile by tile: over the whole picture a blurred screen full
/// of text would score better than a sharp one with three lines.
///
/// @param detail the variance of the Laplacian in the sharpest tiles: its 95th percentile, or the mean of the best
///     eight (of the best tenth, where there are few) where text covers less than that
/// @param crispness that variance relative to the tile's contrast, in the tiles of most contrast: tells a sharp pale picture from
///     a blurred bold one
record Sharpness(double detail, double crispness) {

    private static final int TILE = 60;

    /// A rest of a tile at the right or lower edge counts when it has at least this many pixels.
    private static final int MIN_PIXELS = 400;

    private static final double TOP = 0.05;
    private static final int FEW = 8;

    private record Tile(double laplacian, double contrast) {}

    static Sharpness of(Luminance luminance) {
        var tiles = tiles(luminance);
        if (tiles.isEmpty()) {
            return new Sharpness(0, 0);
        }
        tiles.sort(Comparator.comparingDouble(Tile::laplacian).reversed());
        var percentile = tiles.get((int) (tiles.size() * TOP)).laplacian();
        var few = Math.clamp((tiles.size() + 9) / 10, 1, FEW);
        var best = tiles.stream().limit(few).mapToDouble(Tile::laplacian).average().orElse(0);
        return new Sharpness(Math.max(percentile, best), crispness(tiles));
    }

    private static double crispness(List<Tile> tiles) {
        var bold = Math.max(FEW, (int) (tiles.size() * TOP));
        var ratios = new ArrayList<Double>();
        tiles.stream()
                .sorted(Comparator.comparingDouble(Tile::contrast).reversed())
                .limit(bold)
                .forEach(tile -> ratios.add(tile.laplacian() / (tile.contrast() + 1)));
        Collections.sort(ratios);
        return ratios.get(ratios.size() / 2);
    }

    private static List<Tile> tiles(Luminance picture) {
        var tiles = new ArrayList<Tile>();
        for (int top = 1; top < picture.height() - 1; top += TILE) {
            for (int left = 1; left < picture.width() - 1; left += TILE) {
                int right = Math.min(left + TILE, picture.width() - 1);
                int bottom = Math.min(top + TILE, picture.height() - 1);
                if ((right - left) * (bottom - top) >= MIN_PIXELS) {
                    tiles.add(tile(picture, left, top, right, bottom));
                }
            }
        }
        return tiles;
    }

    private static Tile tile(Luminance picture, int left, int top, int right, int bottom) {
        int width = picture.width();
        long sum = 0;
        long squares = 0;
        long edges = 0;
        long edgeSquares = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int i = y * width + x;
                int centre = picture.at(i);
                int edge =
                        picture.at(i - 1)
                                + picture.at(i + 1)
                                + picture.at(i - width)
                                + picture.at(i + width)
                                - 4 * centre;
                sum += centre;
                squares += (long) centre * centre;
                edges += edge;
                edgeSquares += (long) edge * edge;
            }
        }
        int pixels = (right - left) * (bottom - top);
        return new Tile(variance(edges, edgeSquares, pixels), variance(sum, squares, pixels));
    }

    private static double variance(long sum, long squares, int count) {
        var mean = (double) sum / count;
        return (double) squares / count - mean * mean;
    }
}
