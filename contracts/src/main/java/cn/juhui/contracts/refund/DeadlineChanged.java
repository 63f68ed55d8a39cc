package cn.juhui.contracts.refund;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A deadline of the case moved.
///
/// @param what `REVIEW EVIDENCE OFFER APPEAL INTERVENTION`; `REMINDER`: the merchant is reminded that `after`, the end of their
///     review, is near; `ACCOUNT`: the customer's time to name a replacement account; `PAYOUT`: when the money should have arrived
/// @param missed true when it passed without what was waited for, and was set anew
public record DeadlineChanged(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String what,
        @Nullable Instant before,
        @Nullable Instant after,
        @Nullable Boolean missed)
        implements RefundEvent {

    public static final String TYPE = "refund.deadline_changed";

    @Override
    public String type() {
        return TYPE;
    }
}
