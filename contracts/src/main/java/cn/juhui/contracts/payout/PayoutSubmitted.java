package cn.juhui.contracts.payout;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The channel accepted the refund: that is not success.
///
/// @param arrivalBasis what the estimate rests on, where it counts working days
public record PayoutSubmitted(
        @JsonUnwrapped PayoutIds ids,
        Money amount,
        PaymentChannel channel,
        String payoutNo,
        @Nullable String channelRefundId,
        Instant expectedArrivalAt,
        @Nullable ArrivalBasis arrivalBasis)
        implements PayoutEvent {

    public static final String TYPE = "payout.submitted";

    @Override
    public String type() {
        return TYPE;
    }
}
