package cn.juhui.evidence.application;

import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import java.util.List;

/// Makes evidence part of a case. Only evidence of the case's own order can be; anything else is left alone, because whoever
/// accepted it has checked that and said no by now.
public record AttachEvidence(Journal<Evidence, EvidenceEvent> evidence) {

    public void attach(List<String> evidenceIds, RefundCase refund, Cause cause) {
        attach(evidenceIds, EvidenceUse.CASE, refund, cause);
    }

    /// @param use what it is to the case
    public void attach(List<String> evidenceIds, EvidenceUse use, RefundCase refund, Cause cause) {
        for (var id : evidenceIds) {
            evidence.<Void>handle(id, cause, known -> known.aggregate().attachTo(refund, use));
        }
    }
}
