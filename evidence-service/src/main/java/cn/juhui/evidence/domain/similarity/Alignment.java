package cn.juhui.evidence.domain.similarity;

/// Where a picture's edges lie in another one, in shares of the other's sides.
record Alignment(double left, double right, double top, double bottom) {

    /// Edge on edge.
    static final Alignment EXACT = new Alignment(0, 1, 0, 1);

    /// How many ways [#moved] knows, each forth and back.
    static final int MOVES = 12;

    /// One edge, or two opposite ones together, moved by so much.
    Alignment moved(int which, double by) {
        return switch (which) {
            case 0 -> new Alignment(left + by, right, top, bottom);
            case 1 -> new Alignment(left, right + by, top, bottom);
            case 2 -> new Alignment(left, right, top + by, bottom);
            case 3 -> new Alignment(left, right, top, bottom + by);
            case 4 -> new Alignment(left + by, right + by, top, bottom);
            default -> new Alignment(left, right, top + by, bottom + by);
        };
    }

    /// Where the middle of one of so many fields lies.
    static double at(double from, double to, int field, int fields) {
        return from + (to - from) * (field + 0.5) / fields;
    }
}
