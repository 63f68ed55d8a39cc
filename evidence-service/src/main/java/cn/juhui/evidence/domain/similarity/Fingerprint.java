package cn.juhui.evidence.domain.similarity;

import cn.juhui.evidence.domain.picture.Luminance;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a picture looks like: the hashes find pictures that may be the same, the sketch leaves those that are laid out alike, and the
/// stroke map decides whether the same is written on them.
///
/// @param hash of the whole picture
/// @param middle the hash without its edges: a picture whose edges were cut off looks like that; null in what was stored before there
///     was one
/// @param engraving null in what was stored before there was one
public record Fingerprint(
        DifferenceHash hash,
        @Nullable DifferenceHash middle,
        Sketch sketch,
        @Nullable StrokeMap engraving) {

    /// In percent of the relief. Of different screens 57 % at most agree, of the same one, cut by 4 % at an edge, 51 % and more.
    private static final int LAID_OUT_ALIKE = 50;

    /// In percent of the relief, where too little is written to decide by.
    private static final int ALIKE = 60;

    /// In percent of a side, at each edge.
    private static final int MARGIN = 2;

    public static Fingerprint of(Luminance picture) {
        return new Fingerprint(
                DifferenceHash.of(picture),
                DifferenceHash.of(picture.without(MARGIN)),
                Sketch.of(picture),
                StrokeMap.of(picture));
    }

    /// Keys to find it by in an index ([DifferenceHash#keys()]).
    public List<String> keys() {
        return Stream.concat(
                        hash.keys().stream(), middle == null ? Stream.of() : middle.keys().stream())
                .distinct()
                .toList();
    }

    /// How alike the two are laid out, in percent; costs next to nothing.
    public int layoutSharedWith(Fingerprint other) {
        return sketch.similarityTo(other.sketch);
    }

    /// How much is the same in percent, when people would say that it is the same picture. Nearly blank ones never are: there is nothing to
    /// tell them apart by. Costs some milliseconds.
    public OptionalInt sameAs(Fingerprint other) {
        var layout = layoutSharedWith(other);
        if (!hash.isDetailed() || !other.hash.isDetailed() || layout < LAID_OUT_ALIKE) {
            return OptionalInt.empty();
        }
        var writing =
                engraving == null || other.engraving == null
                        ? Agreement.NONE
                        : Agreement.between(engraving, other.engraving);
        if (!writing.isConclusive()) {
            return layout >= ALIKE ? OptionalInt.of(layout) : OptionalInt.empty();
        }
        return writing.isSame() ? OptionalInt.of(writing.percent()) : OptionalInt.empty();
    }
}
