package cn.juhui.contracts.refund;

import cn.juhui.contracts.refund.term.RejectionCode;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The merchant said no, with a coded reason; the customer may appeal until the deadline; null where they may not.
public record MerchantRejected(
        @JsonUnwrapped CaseIds ids,
        RejectionCode code,
        String text,
        @Nullable Instant appealDeadline)
        implements RefundEvent {

    public static final String TYPE = "refund.merchant_rejected";

    @Override
    public String type() {
        return TYPE;
    }
}
