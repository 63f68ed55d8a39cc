package cn.juhui.evidence.domain.similarity;

/// Of the windows in which something is written in either of two pictures: in how many it is the same. One value among many on a page is
/// a few windows, so nearly all of them must agree.
///
/// @param written windows with something in them
/// @param agreeing those of them in which both have the same
record Agreement(int written, int agreeing) {

    /// Says nothing.
    static final Agreement NONE = new Agreement(0, 0);

    private static final int WIDTH = 16;
    private static final int HEIGHT = 6;

    /// Mean square of the strokes; the edge of a card has less.
    private static final double WRITTEN = 1.5;

    /// Cosine. Measured: of pictures that were cut or scaled, 0.8 and more nearly everywhere; other characters have 0.3 to 0.6.
    private static final double SAME = 0.7;

    /// With less there is too little to tell pictures apart by.
    private static final int ENOUGH = 12;

    /// One window in so many may disagree.
    private static final int ONE_IN = 200;

    /// How much of what is written on both agrees.
    static Agreement between(StrokeMap mine, StrokeMap theirs) {
        var overlay = new Overlay(mine, theirs);
        return of(overlay, BestAlignment.of(overlay));
    }

    private static Agreement of(Overlay overlay, Alignment fit) {
        var laid = overlay.laid(fit);
        int written = 0;
        int agreeing = 0;
        for (int y = 0; y + HEIGHT <= overlay.rows; y += HEIGHT / 2) {
            for (int x = 0; x + WIDTH <= overlay.columns; x += WIDTH / 2) {
                var cosine = cosine(overlay, laid, x, y);
                written += Double.isNaN(cosine) ? 0 : 1;
                agreeing += cosine >= SAME ? 1 : 0;
            }
        }
        return new Agreement(written, agreeing);
    }

    /// `NaN` where nothing is written, or the two lie too little over each other.
    private static double cosine(Overlay overlay, float[] laid, int left, int top) {
        double me = 0;
        double they = 0;
        double both = 0;
        int count = 0;
        for (int y = top; y < top + HEIGHT; y++) {
            for (int x = left; x < left + WIDTH; x++) {
                int i = y * overlay.columns + x;
                if (!Float.isNaN(laid[i])) {
                    me += overlay.mine[i] * overlay.mine[i];
                    they += laid[i] * laid[i];
                    both += overlay.mine[i] * laid[i];
                    count++;
                }
            }
        }
        if (count < WIDTH * HEIGHT * 3 / 4 || Math.max(me, they) < WRITTEN * count) {
            return Double.NaN;
        }
        return me == 0 || they == 0 ? 0 : both / Math.sqrt(me * they);
    }

    boolean isConclusive() {
        return written >= ENOUGH;
    }

    boolean isSame() {
        return ONE_IN * (written - agreeing) <= written;
    }

    int percent() {
        return written == 0 ? 0 : 100 * agreeing / written;
    }
}
