package cn.juhui.evidence.application;

import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import java.util.Optional;

/// Finds a piece of evidence for who may see it; for everybody else it does not exist.
public record SeeEvidence(Journal<Evidence, EvidenceEvent> evidence) {

    public Optional<Stored<Evidence>> see(String id, Viewer viewer) {
        return evidence.find(id).filter(stored -> stored.aggregate().isVisibleTo(viewer));
    }
}
