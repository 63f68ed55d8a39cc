package cn.juhui.contracts.refund;

/// The case ended without money: final. `cause`: APPEAL_WINDOW_OVER, EVIDENCE_NEVER_CAME or PLATFORM_REFUSED.
public record RefundClosed(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String cause)
        implements RefundEvent {

    public static final String TYPE = "refund.closed";

    @Override
    public String type() {
        return TYPE;
    }
}
