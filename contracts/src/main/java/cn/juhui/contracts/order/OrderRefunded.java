package cn.juhui.contracts.order;

import cn.juhui.contracts.Money;
import java.util.List;

/// The money of a refund is back with the customer: the hold became a refund.
public record OrderRefunded(
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String refundId,
        List<String> cardIds,
        Money amount,
        Money refundedInAll)
        implements OrderEvent {

    public static final String TYPE = "order.refunded";

    @Override
    public String type() {
        return TYPE;
    }
}
