package cn.juhui.contracts.refund;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/// An agent accepted or refused the replacement account.
///
/// @param secondAgentNeeded true when it was accepted, and another agent must accept it too before money moves
/// @param accountRef where the money goes now, as payout-service knows it; only when nobody else must accept it
public record ReplacementAccountVerified(
        @JsonUnwrapped CaseIds ids,
        boolean accepted,
        String text,
        @Nullable Boolean secondAgentNeeded,
        @Nullable String accountRef)
        implements RefundEvent {

    public static final String TYPE = "refund.replacement_account_verified";

    @Override
    public String type() {
        return TYPE;
    }
}
