package cn.juhui.evidence.domain;

import java.util.function.IntUnaryOperator;

/// Whether writing runs over a picture's edge: a screen ends in paper, or in a bar of one colour; where it changes again and again
/// between paper and ink along its outermost line, lines of text were cut through.
final class CutEdges {

    /// A character that is cut through is two or three pieces of ink.
    private static final int MIN_PIECES = 6;

    /// Paper: the tones of one bin of this width, on at least half of the line.
    private static final int BIN = 16;

    private CutEdges() {}

    /// @param contrast of the whole picture, 0 to 255
    static boolean in(Luminance picture, int contrast) {
        int width = picture.width();
        int height = picture.height();
        int last = (height - 1) * width;
        return isCut(width, picture::at, contrast)
                || isCut(width, x -> picture.at(last + x), contrast)
                || isCut(height, y -> picture.at(y * width), contrast)
                || isCut(height, y -> picture.at(y * width + width - 1), contrast);
    }

    private static boolean isCut(int length, IntUnaryOperator tones, int contrast) {
        int paper = paper(length, tones);
        if (paper < 0) {
            return false;
        }
        int pieces = 0;
        boolean wasInk = false;
        for (int i = 0; i < length; i++) {
            var isInk = Math.abs(tones.applyAsInt(i) - paper) > Math.max(BIN, contrast / 3);
            pieces += isInk && !wasInk ? 1 : 0;
            wasInk = isInk;
        }
        return pieces >= MIN_PIECES;
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
