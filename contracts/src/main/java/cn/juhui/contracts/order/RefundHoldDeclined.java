package cn.juhui.contracts.order;

import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.id.RefundId;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// The rules refused to reserve anything for a refund, or, at the last look before the money moves (R8), to pay what they had
/// reserved: nothing is held for it any more and nothing will be paid.
public record RefundHoldDeclined(
        @JsonUnwrapped OrderIds ids, RefundId refundId, List<RuleOutcome> rules)
        implements OrderEvent {

    public static final String TYPE = "order.refund_hold_declined";

    @Override
    public String type() {
        return TYPE;
    }
}
