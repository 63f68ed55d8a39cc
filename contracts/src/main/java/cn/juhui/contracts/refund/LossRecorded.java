package cn.juhui.contracts.refund;

import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the customer was paid once too often is noted on the case, or that a part of it is undone. For the platform's people: neither side of the
/// case decides about it.
///
/// @param loss all that was paid too often, as it is now; absent when nothing is any more
/// @param payoutNo the number that it is about
/// @param paidAt when the channel paid that number; absent while it is under way, and when it is undone
/// @param undone whether this number is paid no more
public record LossRecorded(
        @JsonUnwrapped CaseIds ids,
        PayoutId payoutId,
        @Nullable Money loss,
        String payoutNo,
        @Nullable Instant paidAt,
        boolean undone)
        implements RefundEvent {

    public static final String TYPE = "refund.loss_recorded";

    @Override
    public String type() {
        return TYPE;
    }
}
