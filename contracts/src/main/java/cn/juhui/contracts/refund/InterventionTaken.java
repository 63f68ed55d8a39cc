package cn.juhui.contracts.refund;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// An agent took the case.
public record InterventionTaken(@JsonUnwrapped CaseIds ids, String agentId) implements RefundEvent {

    public static final String TYPE = "refund.intervention_taken";

    @Override
    public String type() {
        return TYPE;
    }
}
