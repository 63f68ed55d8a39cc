package cn.juhui.contracts.refund;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.term.RecordedPayoutState;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What payout-service told about the money, noted on the case. `state`: PENDING, UNKNOWN, FAILED, ABNORMAL or REVERSED.
///
/// @param arrivalBasis what the estimate rests on, where it counts working days
public record PayoutRecorded(
        @JsonUnwrapped CaseIds ids,
        PayoutId payoutId,
        RecordedPayoutState state,
        PaymentChannel channel,
        @Nullable Instant expectedArrivalAt,
        @Nullable String channelRefundId,
        @Nullable String failure,
        @Nullable ArrivalBasis arrivalBasis)
        implements RefundEvent {

    public static final String TYPE = "refund.payout_recorded";

    @Override
    public String type() {
        return TYPE;
    }
}
