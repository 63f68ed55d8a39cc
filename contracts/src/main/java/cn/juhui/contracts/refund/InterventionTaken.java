package cn.juhui.contracts.refund;

/// An agent took the case.
public record InterventionTaken(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String agentId)
        implements RefundEvent {

    public static final String TYPE = "refund.intervention_taken";

    @Override
    public String type() {
        return TYPE;
    }
}
