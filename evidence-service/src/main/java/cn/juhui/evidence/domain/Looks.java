package cn.juhui.evidence.domain;

import java.util.List;

/// What a picture looks like: the hash finds pictures that may be the same, the sketch decides.
///
/// Measured on drawn screens (see the tests): re-encoded, scaled or cut by 2 % at the edges, 60 % and more of the relief stays the same;
/// of different screens 54 % at most.
public record Looks(DifferenceHash hash, Sketch sketch) {

    /// In percent of the relief.
    private static final int ALIKE = 60;

    public static Looks of(Luminance picture) {
        return new Looks(DifferenceHash.of(picture), Sketch.of(picture));
    }

    /// Keys to find it by in an index ([DifferenceHash#keys()]).
    public List<String> keys() {
        return hash.keys();
    }

    /// In percent.
    public int similarityTo(Looks other) {
        return sketch.similarityTo(other.sketch);
    }

    /// Whether people would say that it is the same picture. Nearly blank ones never are: there is nothing to tell them apart by.
    public boolean isAlike(Looks other) {
        return hash.isDetailed() && other.hash.isDetailed() && similarityTo(other) >= ALIKE;
    }
}
