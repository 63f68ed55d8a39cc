package cn.juhui.contracts.refund;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// The customer contests the rejection.
public record RefundAppealed(
        @JsonUnwrapped CaseIds ids, String statement, List<String> evidenceIds, int round)
        implements RefundEvent {

    public static final String TYPE = "refund.appealed";

    @Override
    public String type() {
        return TYPE;
    }
}
