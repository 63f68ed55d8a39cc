package cn.juhui.contracts.refund;

/// An agent accepted or refused the replacement account.
public record ReplacementAccountVerified(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        boolean accepted,
        String text)
        implements RefundEvent {

    public static final String TYPE = "refund.replacement_account_verified";

    @Override
    public String type() {
        return TYPE;
    }
}
