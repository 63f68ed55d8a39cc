package cn.juhui.evidence.domain.similarity;

import java.util.Arrays;

/// Two stroke maps, one over the other.
final class Overlay {

    /// Where the pictures end, their fields have no neighbours to be compared with.
    private static final int EDGE = 4;

    final int columns;
    final int rows;
    final float[] mine;
    private final int theirColumns;
    private final int theirRows;
    private final float[] theirs;

    Overlay(StrokeMap mine, StrokeMap theirs) {
        this.columns = mine.columns();
        this.rows = mine.rows();
        this.mine = mine.smoothed();
        this.theirColumns = theirs.columns();
        this.theirRows = theirs.rows();
        this.theirs = theirs.smoothed();
    }

    /// How much is written in each row, or in each column, of mine.
    double[] profileOfMine(boolean ofColumns) {
        return profile(mine, columns, rows, ofColumns);
    }

    double[] profileOfTheirs(boolean ofColumns) {
        return profile(theirs, theirColumns, theirRows, ofColumns);
    }

    private static double[] profile(float[] strokes, int columns, int rows, boolean ofColumns) {
        var profile = new double[ofColumns ? columns : rows];
        for (int i = 0; i < strokes.length; i++) {
            profile[ofColumns ? i % columns : i / columns] += (double) strokes[i] * strokes[i];
        }
        return Arrays.stream(profile).map(Math::sqrt).toArray();
    }

    /// The cosine of the angle between the two, where they lie over each other: 1 is the same, 0 has nothing to do with it.
    double likeness(Alignment fit) {
        var laid = new float[columns];
        double me = 0;
        double they = 0;
        double both = 0;
        for (int y = 0; y < rows; y++) {
            layRow(fit, y, laid);
            for (int x = 0; x < columns; x++) {
                if (!Float.isNaN(laid[x])) {
                    var own = mine[y * columns + x];
                    me += own * own;
                    they += laid[x] * laid[x];
                    both += own * laid[x];
                }
            }
        }
        return me == 0 || they == 0 ? 0 : both / Math.sqrt(me * they);
    }

    /// Theirs, where mine are; `NaN` where there is nothing of theirs.
    float[] laid(Alignment fit) {
        var laid = new float[mine.length];
        var row = new float[columns];
        for (int y = 0; y < rows; y++) {
            layRow(fit, y, row);
            System.arraycopy(row, 0, laid, y * columns, columns);
        }
        return laid;
    }

    private void layRow(Alignment fit, int row, float[] laid) {
        var y = Alignment.at(fit.top(), fit.bottom(), row, rows) * theirRows - 0.5;
        if (y < 0 || y >= theirRows - 1) {
            Arrays.fill(laid, Float.NaN);
            return;
        }
        int above = (int) y;
        float below = (float) (y - above);
        for (int column = 0; column < columns; column++) {
            var x = Alignment.at(fit.left(), fit.right(), column, columns) * theirColumns - 0.5;
            if (column < EDGE
                    || column >= columns - EDGE
                    || x < EDGE
                    || x >= theirColumns - 1 - EDGE) {
                laid[column] = Float.NaN;
                continue;
            }
            int left = (int) x;
            float right = (float) (x - left);
            int i = above * theirColumns + left;
            float upper = theirs[i] + right * (theirs[i + 1] - theirs[i]);
            i += theirColumns;
            float lower = theirs[i] + right * (theirs[i + 1] - theirs[i]);
            laid[column] = upper + below * (lower - upper);
        }
    }
}
