package cn.juhui.evidence.domain.similarity;

import cn.juhui.evidence.domain.picture.Luminance;
import java.util.List;
import java.util.stream.IntStream;

/// What a picture looks like, in 64 bits: is each of 8 × 8 fields clearly brighter than the one to its right? Encoding a picture
/// anew, scaling it or cutting a narrow edge off changes few of them; another picture differs in many.
///
/// @param bits the answers, row by row
/// @param detail how many neighbouring fields differ clearly in brightness, either way: a picture that is nearly blank has
///     little to be recognised by
public record DifferenceHash(long bits, int detail) {

    /// Pictures that differ in at most this many bits are always found by their keys; others may be.
    public static final int ALWAYS_FOUND = 3;

    /// With less, half of all screenshots would look the same.
    public static final int ENOUGH_DETAIL = 16;

    private static final int SIDE = 8;
    private static final int BANDS = ALWAYS_FOUND + 1;
    private static final int BAND_BITS = Long.SIZE / BANDS;

    /// In steps of brightness (0 to 255): less is noise of a lossy encoding.
    private static final double CLEARLY = 1;

    private static final double MARKEDLY = 2;

    public static DifferenceHash of(Luminance picture) {
        var fields = picture.fields(SIDE + 1, SIDE);
        long bits = 0;
        int detail = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                var left = y * (SIDE + 1) + x;
                var difference = fields[left] - fields[left + 1];
                bits = bits << 1 | (difference > CLEARLY ? 1 : 0);
                detail += Math.abs(difference) > MARKEDLY ? 1 : 0;
            }
        }
        return new DifferenceHash(bits, detail);
    }

    /// In how many bits the two differ.
    public int distanceTo(DifferenceHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    /// Whether there is enough to recognise the picture by.
    boolean isDetailed() {
        return detail >= ENOUGH_DETAIL;
    }

    /// Keys to find pictures that look the same by: the bits in as many bands as can't all be changed by [#ALWAYS_FOUND] differing
    /// bits, so two such pictures have at least one key in common. None for a picture that is nearly blank.
    public List<String> keys() {
        return !isDetailed()
                ? List.of()
                : IntStream.range(0, BANDS)
                        .mapToObj(band ->
                                "%d:%04x".formatted(band, bits >>> band * BAND_BITS & 0xffff))
                        .toList();
    }
}
