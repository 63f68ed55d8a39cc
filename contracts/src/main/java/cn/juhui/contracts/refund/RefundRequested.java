package cn.juhui.contracts.refund;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody applied for a refund; the order is asked to hold amount and cards.
public record RefundRequested(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String productName,
        List<String> cardIds,
        RefundClaim claim,
        RefundReason reason,
        String description,
        @Nullable Money requestedAmount,
        List<String> evidenceIds,
        Role requestedBy)
        implements RefundEvent {

    public static final String TYPE = "refund.requested";

    @Override
    public String type() {
        return TYPE;
    }
}
