package cn.juhui.contracts.order;

import cn.juhui.contracts.Money;
import java.util.List;

/// A refund ended without money: its cards can be used again.
public record RefundHoldReleased(
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String refundId,
        List<String> cardIds,
        Money amount)
        implements OrderEvent {

    public static final String TYPE = "order.refund_hold_released";

    @Override
    public String type() {
        return TYPE;
    }
}
