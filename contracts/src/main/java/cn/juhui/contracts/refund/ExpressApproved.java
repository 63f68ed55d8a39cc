package cn.juhui.contracts.refund;

import cn.juhui.contracts.Money;
import java.util.List;

/// The platform's rules approved at once (R9).
public record ExpressApproved(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        Money amount,
        List<String> cardIds)
        implements RefundEvent {

    public static final String TYPE = "refund.express_approved";

    @Override
    public String type() {
        return TYPE;
    }
}
