package cn.juhui.contracts.payout;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The payout is tried again under the same number, which no channel pays twice.
///
/// @param why `NEVER_SEEN` (the channel doesn't know the number), `RETRY_DUE` (the pause after a refusal is over), `TURN_CAME` (other refunds of the payment went first; nothing was sent before) or `OPERATOR`
public record PayoutRetried(
        @JsonUnwrapped PayoutIds ids,
        Money amount,
        PaymentChannel channel,
        String payoutNo,
        RetryReason why)
        implements PayoutEvent {

    public static final String TYPE = "payout.retried";

    @Override
    public String type() {
        return TYPE;
    }
}
