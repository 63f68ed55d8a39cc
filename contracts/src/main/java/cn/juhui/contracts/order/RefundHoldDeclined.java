package cn.juhui.contracts.order;

import cn.juhui.contracts.RuleOutcome;
import java.util.List;

/// The rules refused to reserve anything for a refund; nothing changed on the order.
public record RefundHoldDeclined(
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String refundId,
        List<RuleOutcome> rules)
        implements OrderEvent {

    public static final String TYPE = "order.refund_hold_declined";

    @Override
    public String type() {
        return TYPE;
    }
}
