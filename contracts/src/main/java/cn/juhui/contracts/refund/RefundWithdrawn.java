package cn.juhui.contracts.refund;

/// The customer withdrew before an approval: final.
public record RefundWithdrawn(
        String refundId, String orderId, String orderNo, String customerId, String merchantId)
        implements RefundEvent {

    public static final String TYPE = "refund.withdrawn";

    @Override
    public String type() {
        return TYPE;
    }
}
