package cn.juhui.evidence.domain.legibility;

import cn.juhui.evidence.domain.picture.Luminance;

/// How bright a picture is, and how far its darkest and its brightest pixels are apart. One pixel in a thousand at either
/// end is left out, so that noise counts for nothing.
///
/// @param mean 0 to 255
/// @param contrast 0 to 255
record Tones(double mean, int contrast) {

    private static final double LEFT_OUT = 0.001;

    /// The same with at least this contrast.
    Tones atLeast(int otherContrast) {
        return otherContrast > contrast ? new Tones(mean, otherContrast) : this;
    }

    static Tones of(Luminance luminance) {
        var counts = luminance.histogram();
        long pixels = luminance.values().length;
        long sum = 0;
        for (int tone = 0; tone < counts.length; tone++) {
            sum += (long) tone * counts[tone];
        }
        var leftOut = (long) (pixels * LEFT_OUT);
        int darkest = 0;
        for (long seen = counts[0]; seen <= leftOut; ) {
            seen += counts[++darkest];
        }
        int brightest = 255;
        for (long seen = counts[255]; seen <= leftOut; ) {
            seen += counts[--brightest];
        }
        return new Tones((double) sum / pixels, brightest - darkest);
    }
}
