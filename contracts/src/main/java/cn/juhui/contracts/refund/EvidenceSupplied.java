package cn.juhui.contracts.refund;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evidence was added to the case.
public record EvidenceSupplied(
        @JsonUnwrapped CaseIds ids, List<String> evidenceIds, @Nullable String note)
        implements RefundEvent {

    public static final String TYPE = "refund.evidence_supplied";

    @Override
    public String type() {
        return TYPE;
    }
}
