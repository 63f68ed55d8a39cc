package cn.juhui.evidence.domain.legibility;

import java.util.List;

/// What a screen shows between its bars. A status bar or a navigation bar is always sharp and proves nothing: where the body shows
/// something too, its own sharpness counts.
///
/// @param showing the tiles between the bars in which there is something to see; none when that is next to nothing
record ScreenBody(List<Tiles.Tile> showing) {

    /// Bars and frames, in percent of the height, the width, and what a bar's height can be of the width.
    private static final int BAR = 8;

    private static final int FRAME = 4;
    private static final int BAR_OF_WIDTH = 20;

    /// With a title or tabs below or above them.
    private static final int WIDE_BAR = 15;

    private static final int WIDE_BAR_OF_WIDTH = 35;

    /// A picture of fewer tiles has no bars, or nothing between them.
    private static final int FEWEST = 20;

    /// Between darkest and brightest pixel of a tile; a gradient from edge to edge of a screen has less.
    private static final int SOMETHING = 14;

    /// One tile in so many shows something, or the body is paper.
    private static final int ONE_IN = 25;

    /// Between a status bar and the navigation at the bottom.
    static ScreenBody of(Tiles tiles) {
        return of(tiles, BAR, BAR_OF_WIDTH);
    }

    /// Between whatever stands at the top and at the bottom.
    static ScreenBody middleOf(Tiles tiles) {
        return of(tiles, WIDE_BAR, WIDE_BAR_OF_WIDTH);
    }

    private static ScreenBody of(Tiles tiles, int bar, int barOfWidth) {
        int margin = Math.min(tiles.height() * bar, Math.max(1, tiles.width() * barOfWidth)) / 100;
        var inside = tiles.inside(tiles.width() * FRAME / 100, margin);
        var showing = inside.stream().filter(tile -> tile.contrast() >= SOMETHING).toList();
        var enough = inside.size() >= FEWEST && showing.size() * ONE_IN >= inside.size();
        return new ScreenBody(enough ? showing : List.of());
    }
}
