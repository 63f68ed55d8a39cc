package cn.juhui.contracts.refund;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The application came back with more evidence after a rejection.
public record RefundResubmitted(
        @JsonUnwrapped CaseIds ids,
        List<String> evidenceIds,
        @Nullable String note,
        Instant deadline)
        implements RefundEvent {

    public static final String TYPE = "refund.resubmitted";

    @Override
    public String type() {
        return TYPE;
    }
}
