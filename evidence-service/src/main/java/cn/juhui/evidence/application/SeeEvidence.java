package cn.juhui.evidence.application;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.ScanState;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
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

    /// What a side of a case may read of these messages: all of them, without the pieces of evidence that it may not know of, and without which of
    /// another house's people wrote them.
    public List<SaidMessage> told(List<SaidMessage> messages, Role side) {
        var known = new HashMap<String, Boolean>();
        return messages.stream()
                .map(message ->
                        message.told(
                                message.writer().towards(side),
                                message.evidenceIds().stream()
                                        .filter(id ->
                                                known.computeIfAbsent(id, _ -> isFor(id, side)))
                                        .toList()))
                .toList();
    }

    /// What is not there any more is no secret.
    private boolean isFor(String id, Role side) {
        return evidence.find(id).map(found -> found.aggregate().isFor(side)).orElse(true);
    }

    /// Positions of those that are not there, not of this order, known as malware, or not for this viewer to see.
    public List<Integer> unknown(List<String> ids, String orderId, Viewer viewer) {
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
