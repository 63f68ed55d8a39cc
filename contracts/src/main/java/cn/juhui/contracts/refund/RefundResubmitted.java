package cn.juhui.contracts.refund;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The application came back with more evidence after a rejection.
public record RefundResubmitted(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        List<String> evidenceIds,
        @Nullable String note,
        Instant deadline)
        implements RefundEvent {

    public static final String TYPE = "refund.resubmitted";

    @Override
    public String type() {
        return TYPE;
    }
}
