package cn.juhui.contracts.refund;

import cn.juhui.contracts.Money;
import java.time.Instant;

/// The merchant offers another amount.
public record OfferMade(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        Money amount,
        String text,
        Instant deadline)
        implements RefundEvent {

    public static final String TYPE = "refund.offer_made";

    @Override
    public String type() {
        return TYPE;
    }
}
