package cn.juhui.contracts.refund;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/// A reviewer asked for more evidence: not a rejection. `from` is the side that owes it.
public record EvidenceRequested(
        @JsonUnwrapped CaseIds ids,
        Role from,
        List<EvidenceKind> kinds,
        String text,
        Instant deadline)
        implements RefundEvent {

    public static final String TYPE = "refund.evidence_requested";

    @Override
    public String type() {
        return TYPE;
    }
}
