package cn.juhui.contracts.refund;

import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The money is back with the customer.
///
/// @param maskedAccount the replacement account that it went to; absent for the original route
public record RefundCompleted(
        @JsonUnwrapped CaseIds ids,
        PayoutId payoutId,
        Money amount,
        PaymentChannel channel,
        Instant paidAt,
        @Nullable String maskedAccount)
        implements RefundEvent {

    public static final String TYPE = "refund.completed";

    @Override
    public String type() {
        return TYPE;
    }
}
