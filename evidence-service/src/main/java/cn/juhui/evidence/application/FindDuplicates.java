package cn.juhui.evidence.application;

import static cn.juhui.evidence.domain.similarity.Duplicate.Kind.SAME_BYTES;
import static cn.juhui.evidence.domain.similarity.Duplicate.Kind.SAME_PICTURE;

import cn.juhui.evidence.application.Lookalikes.Lookalike;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.similarity.Duplicate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the same picture among other customers' evidence. It is looked for whenever somebody asks, so that both cases show it,
/// whichever was first, and also when both came at the same time.
public record FindDuplicates(Lookalikes lookalikes) {

    private static final int MOST = 20;

    /// Comparing takes some milliseconds each; those that are laid out most alike come first.
    private static final int COMPARED = 40;

    /// Same bytes first, then the most alike; for agents only.
    public List<Duplicate> of(Evidence evidence) {
        var found = lookalikes.of(evidence);
        return Stream.concat(
                        found.stream()
                                .filter(other -> hasSameBytes(evidence, other))
                                .map(other -> duplicate(evidence, other, SAME_BYTES, 100)),
                        found.stream()
                                .filter(other -> !hasSameBytes(evidence, other))
                                .sorted(
                                        Comparator.comparing(other ->
                                                -evidence.looks().layoutSharedWith(other.looks())))
                                .limit(COMPARED)
                                .flatMap(other -> samePicture(evidence, other).stream()))
                .sorted(
                        Comparator.comparing(Duplicate::kind)
                                .thenComparing(Duplicate::similarity, Comparator.reverseOrder())
                                .thenComparing(Duplicate::evidenceId))
                .limit(MOST)
                .toList();
    }

    private static boolean hasSameBytes(Evidence evidence, Lookalike other) {
        return other.sha256().equals(evidence.original().sha256());
    }

    private static Optional<Duplicate> samePicture(Evidence evidence, Lookalike other) {
        return evidence.looks().sameAs(other.looks()).stream()
                .mapToObj(percent -> duplicate(evidence, other, SAME_PICTURE, percent))
                .findFirst();
    }

    private static Duplicate duplicate(
            Evidence evidence, Lookalike other, Duplicate.Kind kind, int similarity) {
        return new Duplicate(
                other.evidenceId(),
                other.orderId(),
                other.refundIds(),
                kind,
                evidence.looks().hash().distanceTo(other.looks().hash()),
                similarity);
    }
}
