package cn.juhui.evidence.application;

import cn.juhui.contracts.ScanState;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds a piece of evidence for who may see it; for everybody else it does not exist. Nor does an upload that waited too long for
/// a case: it is not taken away at once, because a case that named it in time may not have been heard of yet.
///
/// @param usableFor how long an upload may wait for its case
public record SeeEvidence(
        Journal<Evidence, EvidenceEvent> evidence, Duration usableFor, Clock clock) {

    public Optional<Stored<Evidence>> see(String id, Viewer viewer) {
        var sooner = clock.instant().minus(usableFor);
        return evidence.find(id)
                .filter(stored ->
                        stored.aggregate().isVisibleTo(viewer)
                                && !stored.aggregate().isUnusedSince(sooner));
    }

    /// Positions of those that are not there, not of this order, known as malware, or not for this viewer to see.
    List<Integer> unknown(List<String> ids, String orderId, Viewer viewer) {
        return IntStream.range(0, ids.size())
                .filter(i ->
                        see(ids.get(i), viewer)
                                .filter(found -> found.aggregate().orderId().equals(orderId))
                                .filter(found ->
                                        found.aggregate().scan().state() != ScanState.INFECTED)
                                .isEmpty())
                .boxed()
                .toList();
    }
}
