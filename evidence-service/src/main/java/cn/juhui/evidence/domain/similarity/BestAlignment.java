package cn.juhui.evidence.domain.similarity;

/// How two pictures lie over each other best. Edges may have been cut off either, up to [#FARTHEST] at each.
final class BestAlignment {

    private static final double FARTHEST = 0.06;
    private static final double STEP = 0.005;
    private static final double FINEST = 0.0006;

    /// What is cut is little: of two that are equally good the nearer one.
    private static final double DISTANCE_COUNTS = 0.2;

    private BestAlignment() {}

    /// First the rows, then the columns are laid over each other as they fit best; then all of it is moved until it fits no better.
    static Alignment of(Overlay overlay) {
        var rows = span(overlay.profileOfMine(false), overlay.profileOfTheirs(false));
        var columns = span(overlay.profileOfMine(true), overlay.profileOfTheirs(true));
        var guess = new Alignment(columns.from, columns.to, rows.from, rows.to);
        return refined(
                overlay,
                overlay.likeness(Alignment.EXACT) > overlay.likeness(guess)
                        ? Alignment.EXACT
                        : guess);
    }

    private static Alignment refined(Overlay overlay, Alignment start) {
        var best = start;
        var likeness = overlay.likeness(best);
        for (double step = STEP; step > FINEST; step /= 2) {
            for (boolean better = true; better; ) {
                better = false;
                for (int move = 0; move < Alignment.MOVES; move++) {
                    var next = best.moved(move / 2, move % 2 == 0 ? step : -step);
                    var nextLikeness = overlay.likeness(next);
                    if (nextLikeness > likeness) {
                        best = next;
                        likeness = nextLikeness;
                        better = true;
                    }
                }
            }
        }
        return best;
    }

    private record Span(double from, double to) {}

    private static Span span(double[] mine, double[] theirs) {
        var best = new Span(0, 1);
        double most = Double.NEGATIVE_INFINITY;
        int steps = (int) Math.round(FARTHEST / STEP);
        for (int i = -steps; i <= steps; i++) {
            for (int j = -steps; j <= steps; j++) {
                var span = new Span(i * STEP, 1 + j * STEP);
                var distance = Math.abs(span.from) + Math.abs(span.to - 1);
                var likeness = correlation(mine, theirs, span) - DISTANCE_COUNTS * distance;
                if (likeness > most) {
                    most = likeness;
                    best = span;
                }
            }
        }
        return best;
    }

    private static double correlation(double[] mine, double[] theirs, Span span) {
        double me = 0;
        double they = 0;
        double mySquares = 0;
        double theirSquares = 0;
        double products = 0;
        int count = 0;
        for (int i = 0; i < mine.length; i++) {
            var at = Alignment.at(span.from, span.to, i, mine.length) * theirs.length - 0.5;
            if (at >= 0 && at < theirs.length - 1) {
                int low = (int) at;
                var value = theirs[low] + (at - low) * (theirs[low + 1] - theirs[low]);
                me += mine[i];
                they += value;
                mySquares += mine[i] * mine[i];
                theirSquares += value * value;
                products += mine[i] * value;
                count++;
            }
        }
        var spread =
                Math.sqrt(
                        (mySquares - me * me / Math.max(1, count))
                                * (theirSquares - they * they / Math.max(1, count)));
        return spread > 0 ? (products - me * they / count) / spread : 0;
    }
}
