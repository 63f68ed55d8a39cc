package cn.juhui.contracts.refund;

import cn.juhui.contracts.RuleOutcome;
import java.util.List;

/// The order's rules refused the hold: final.
public record RefundDeclined(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        List<RuleOutcome> rules)
        implements RefundEvent {

    public static final String TYPE = "refund.declined";

    @Override
    public String type() {
        return TYPE;
    }
}
