package cn.juhui.contracts.refund;

import cn.juhui.contracts.Money;

/// The customer declined the merchant's offer.
public record OfferDeclined(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        Money amount)
        implements RefundEvent {

    public static final String TYPE = "refund.offer_declined";

    @Override
    public String type() {
        return TYPE;
    }
}
