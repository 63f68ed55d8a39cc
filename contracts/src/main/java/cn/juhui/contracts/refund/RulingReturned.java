package cn.juhui.contracts.refund;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The second agent did not confirm the ruling that was proposed: the case is open again.
///
/// @param agentId who did not confirm it
/// @param text why
public record RulingReturned(@JsonUnwrapped CaseIds ids, String agentId, String text)
        implements RefundEvent {

    public static final String TYPE = "refund.ruling_returned";

    @Override
    public String type() {
        return TYPE;
    }
}
