package cn.juhui.contracts.refund;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The customer withdrew before an approval: final.
public record RefundWithdrawn(@JsonUnwrapped CaseIds ids) implements RefundEvent {

    public static final String TYPE = "refund.withdrawn";

    @Override
    public String type() {
        return TYPE;
    }
}
