package cn.juhui.contracts.refund;

import cn.juhui.contracts.Money;

/// The customer accepted the merchant's offer: approved for that amount.
public record OfferAccepted(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        Money amount)
        implements RefundEvent {

    public static final String TYPE = "refund.offer_accepted";

    @Override
    public String type() {
        return TYPE;
    }
}
