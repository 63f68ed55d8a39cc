package cn.juhui.contracts.refund;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A deadline of the case moved.
///
/// @param what `REVIEW EVIDENCE OFFER APPEAL INTERVENTION`; `REMINDER`: the merchant is reminded that `after`, the end of their
///     review, is near; `EVIDENCE_REMINDER`: the customer is reminded that `after`, the end of their time to supply evidence, is near;
///     `ACCOUNT`: the customer's time to name a replacement account; `PAYOUT`: when the money should have arrived; `HOLD`: when the
///     order should have answered
/// @param after the new one. Of missed `EVIDENCE`: until when the customer may appeal; null where the case goes on without it
/// @param missed true when it passed without what was waited for, and was set anew (`HOLD` is not: the order is asked, and told of once)
/// @param reason why money is late, of missed `PAYOUT`: `NOT_SENT`, `WITH_CHANNEL`, `ANSWER_UNKNOWN` or `CHANNEL_REFUSED`; null on events from
///     before it was told
public record DeadlineChanged(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String what,
        @Nullable Instant before,
        @Nullable Instant after,
        @Nullable Boolean missed,
        @Nullable String reason)
        implements RefundEvent {

    /// Without a reason.
    public DeadlineChanged(
            String refundId,
            String orderId,
            String orderNo,
            String customerId,
            String merchantId,
            String what,
            @Nullable Instant before,
            @Nullable Instant after,
            @Nullable Boolean missed) {
        this(refundId, orderId, orderNo, customerId, merchantId, what, before, after, missed, null);
    }

    public static final String TYPE = "refund.deadline_changed";

    @Override
    public String type() {
        return TYPE;
    }
}
