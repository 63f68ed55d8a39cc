package cn.juhui.contracts.refund;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A deadline of the case moved. `what`: REVIEW, EVIDENCE, OFFER, APPEAL or INTERVENTION.
public record DeadlineChanged(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String what,
        @Nullable Instant before,
        @Nullable Instant after)
        implements RefundEvent {

    public static final String TYPE = "refund.deadline_changed";

    @Override
    public String type() {
        return TYPE;
    }
}
