package cn.juhui.contracts.refund;

import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.contracts.refund.term.LateMoneyReason;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A deadline of the case moved.
///
/// @param after the new one. Of missed `EVIDENCE`: until when the customer may appeal; null where the case goes on without it
/// @param missed true when it passed without what was waited for, and was set anew (`HOLD` is not: the order is asked, and told of once)
/// @param reason of missed `PAYOUT`; null on events from before it was told
public record DeadlineChanged(
        @JsonUnwrapped CaseIds ids,
        DeadlineKind what,
        @Nullable Instant before,
        @Nullable Instant after,
        @Nullable Boolean missed,
        @Nullable LateMoneyReason reason)
        implements RefundEvent {

    /// Without a reason.
    public DeadlineChanged(
            CaseIds ids,
            DeadlineKind what,
            @Nullable Instant before,
            @Nullable Instant after,
            @Nullable Boolean missed) {
        this(ids, what, before, after, missed, null);
    }

    public static final String TYPE = "refund.deadline_changed";

    @Override
    public String type() {
        return TYPE;
    }
}
