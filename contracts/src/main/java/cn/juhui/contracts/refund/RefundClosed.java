package cn.juhui.contracts.refund;

import cn.juhui.contracts.refund.term.ClosingCause;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The case ended without money: final. `cause`: APPEAL_WINDOW_OVER, EVIDENCE_NEVER_CAME or PLATFORM_REFUSED.
public record RefundClosed(@JsonUnwrapped CaseIds ids, ClosingCause cause) implements RefundEvent {

    public static final String TYPE = "refund.closed";

    @Override
    public String type() {
        return TYPE;
    }
}
