package cn.juhui.contracts.refund;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.term.CostBearer;
import cn.juhui.contracts.refund.term.RulingDecision;
import cn.juhui.contracts.refund.term.SecondAgentReason;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/// An agent ruled what takes two: another agent has to confirm it. Nothing moves until then.
///
/// @param decision FULL, RATIO, AMOUNT or REFUSE
/// @param ratio only for RATIO
/// @param amount null for a refusal
/// @param costBearer MERCHANT, PLATFORM or CUSTOMER
/// @param agentId who proposes it
/// @param why OWN_CASE (the same agent opened the case), ABOVE_LIMIT or PLATFORM_COST
public record RulingProposed(
        @JsonUnwrapped CaseIds ids,
        RulingDecision decision,
        @Nullable String ratio,
        @Nullable Money amount,
        String rule,
        String text,
        CostBearer costBearer,
        String agentId,
        SecondAgentReason why)
        implements RefundEvent {

    public static final String TYPE = "refund.ruling_proposed";

    @Override
    public String type() {
        return TYPE;
    }
}
