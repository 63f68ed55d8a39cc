package cn.juhui.evidence.domain.similarity;

import cn.juhui.evidence.domain.picture.Luminance;

/// The coarse relief of a picture: of 12 × 12 fields, whether each is clearly brighter (`+`) or darker (`-`) than the one to its
/// right and than the one below it, or neither (`.`). Fine enough to tell one screen from another, coarse enough to survive
/// another encoding, another size and a narrow edge cut off.
///
/// @param relief two signs per field, row by row
public record Sketch(String relief) {

    private static final int SIDE = 12;

    /// In steps of brightness (0 to 255).
    private static final double CLEARLY = 2;

    public static Sketch of(Luminance picture) {
        var fields = picture.fields(SIDE + 1, SIDE + 1);
        var relief = new StringBuilder();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                var here = y * (SIDE + 1) + x;
                relief.append(sign(fields[here] - fields[here + 1]));
                relief.append(sign(fields[here] - fields[here + SIDE + 1]));
            }
        }
        return new Sketch(relief.toString());
    }

    private static char sign(double difference) {
        return difference > CLEARLY ? '+' : difference < -CLEARLY ? '-' : '.';
    }

    /// How much of what stands out in either of the two is the same in both, in percent. What is flat in both counts for
    /// nothing: otherwise all screens with much white would be alike.
    public int similarityTo(Sketch other) {
        int standingOut = 0;
        int same = 0;
        for (int i = 0; i < Math.min(relief.length(), other.relief.length()); i++) {
            var mine = relief.charAt(i);
            var theirs = other.relief.charAt(i);
            standingOut += mine != '.' || theirs != '.' ? 1 : 0;
            same += mine != '.' && mine == theirs ? 1 : 0;
        }
        return standingOut == 0 ? 0 : 100 * same / standingOut;
    }
}
