package cn.juhui.contracts.refund;

/// The customer urged the merchant after the deadline.
public record MerchantUrged(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        int count)
        implements RefundEvent {

    public static final String TYPE = "refund.merchant_urged";

    @Override
    public String type() {
        return TYPE;
    }
}
