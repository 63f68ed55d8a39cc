package cn.juhui.contracts.refund;

import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The customer named another account for the money; shown masked, kept by payout-service only.
///
/// @param accountRef by what payout-service knows it
public record ReplacementAccountNamed(
        @JsonUnwrapped CaseIds ids,
        PaymentChannel channel,
        String maskedAccount,
        List<String> evidenceIds,
        @Nullable String accountRef)
        implements RefundEvent {

    public static final String TYPE = "refund.replacement_account_named";

    @Override
    public String type() {
        return TYPE;
    }
}
