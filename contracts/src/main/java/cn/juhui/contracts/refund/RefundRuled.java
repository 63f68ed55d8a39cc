package cn.juhui.contracts.refund;

import cn.juhui.contracts.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The platform's decision. `decision`: FULL, RATIO, AMOUNT or REFUSE; `amount` is null for a refusal.
public record RefundRuled(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String decision,
        @Nullable Money amount,
        List<String> cardIds,
        String rule,
        String text,
        String costBearer,
        String agentId)
        implements RefundEvent {

    public static final String TYPE = "refund.ruled";

    @Override
    public String type() {
        return TYPE;
    }
}
