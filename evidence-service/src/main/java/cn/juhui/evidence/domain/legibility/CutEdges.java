package cn.juhui.evidence.domain.legibility;

import cn.juhui.evidence.domain.picture.Luminance;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// Whether writing runs over a picture's edge: a screen ends in paper, or in a bar of one colour; where it changes again and again
/// between paper and ink along its outermost line, lines of text were cut through.
final class CutEdges {

    /// A character that is cut through is two or three pieces of ink.
    private static final int MIN_PIECES = 6;

    /// A side that is so many times the other has room for as many lines more, and for the blocks between them.
    private static final int LONG = 3;

    /// Paper: the tones of one bin of this width, on at least half of the line.
    private static final int BIN = 16;

    private CutEdges() {}

    /// @param contrast of the whole picture, 0 to 255
    static boolean in(Luminance picture, int contrast) {
        int width = picture.width();
        int height = picture.height();
        int last = (height - 1) * width;
        int across = Math.max(1, width / (LONG * height)) * MIN_PIECES;
        int down = Math.max(1, height / (LONG * width)) * MIN_PIECES;
        int ink = Math.max(BIN, contrast / 3);
        return isCut(width, picture::at, ink, x -> true, across)
                || isCut(width, x -> picture.at(last + x), ink, x -> true, across)
                || isCut(height, y -> left(picture, y), ink, y -> ends(picture, y, ink), down)
                || isCut(height, y -> right(picture, y), ink, y -> ends(picture, y, ink), down);
    }

    private static int left(Luminance picture, int y) {
        return picture.at(y * picture.width());
    }

    private static int right(Luminance picture, int y) {
        return picture.at((y + 1) * picture.width() - 1);
    }

    /// Not a bar or a divider, which goes from one edge to the other.
    private static boolean ends(Luminance picture, int y, int ink) {
        return Math.abs(left(picture, y) - right(picture, y)) > ink;
    }

    private static boolean isCut(
            int length, IntUnaryOperator tones, int ink, IntPredicate counts, int minPieces) {
        int paper = paper(length, tones);
        if (paper < 0) {
            return false;
        }
        int pieces = 0;
        boolean wasInk = false;
        for (int i = 0; i < length; i++) {
            var isInk = Math.abs(tones.applyAsInt(i) - paper) > ink && counts.test(i);
            pieces += isInk && !wasInk ? 1 : 0;
            wasInk = isInk;
        }
        return pieces >= minPieces;
    }

    /// The tone of most of the line; negative when there is none, as in a photograph.
    private static int paper(int length, IntUnaryOperator tones) {
        var counts = new int[256 / BIN];
        for (int i = 0; i < length; i++) {
            counts[tones.applyAsInt(i) / BIN]++;
        }
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > length / 2) {
                return bin * BIN + BIN / 2;
            }
        }
        return -1;
    }
}
