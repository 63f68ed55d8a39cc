package cn.juhui.evidence.application;

import cn.juhui.evidence.application.Lookalikes.Lookalike;
import cn.juhui.evidence.domain.Duplicate;
import cn.juhui.evidence.domain.Evidence;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the same picture among other customers' evidence. It is looked for whenever somebody asks, so that both cases show it,
/// whichever was first, and also when both came at the same time.
public record FindDuplicates(Lookalikes lookalikes) {

    private static final int MOST = 20;

    /// Same bytes first, then the most alike; for agents only.
    public List<Duplicate> of(Evidence evidence) {
        return lookalikes.of(evidence).stream()
                .map(other -> duplicate(evidence, other))
                .flatMap(Optional::stream)
                .sorted(
                        Comparator.comparing(Duplicate::kind)
                                .thenComparing(Duplicate::similarity, Comparator.reverseOrder())
                                .thenComparing(Duplicate::evidenceId))
                .limit(MOST)
                .toList();
    }

    private static Optional<Duplicate> duplicate(Evidence evidence, Lookalike other) {
        if (other.sha256().equals(evidence.original().sha256())) {
            return Optional.of(duplicate(evidence, other, Duplicate.Kind.SAME_BYTES));
        }
        return evidence.looks().isAlike(other.looks())
                ? Optional.of(duplicate(evidence, other, Duplicate.Kind.SAME_PICTURE))
                : Optional.empty();
    }

    private static Duplicate duplicate(Evidence evidence, Lookalike other, Duplicate.Kind kind) {
        return new Duplicate(
                other.evidenceId(),
                other.orderId(),
                other.refundIds(),
                kind,
                evidence.looks().hash().distanceTo(other.looks().hash()),
                evidence.looks().similarityTo(other.looks()));
    }
}
