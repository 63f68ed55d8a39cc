package cn.juhui.contracts.refund;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.term.CostBearer;
import cn.juhui.contracts.refund.term.RulingDecision;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The platform's decision. `decision`: FULL, RATIO, AMOUNT or REFUSE; `amount` is null for a refusal.
///
/// @param ratio as decimal digits; only for RATIO, and null in events from before it was told
/// @param ratioOf what it is a ratio of: what the customer paid for the cards of the case; only for RATIO
/// @param confirmedBy the second agent, where it took two
public record RefundRuled(
        @JsonUnwrapped CaseIds ids,
        RulingDecision decision,
        @Nullable Money amount,
        List<CardId> cardIds,
        String rule,
        String text,
        CostBearer costBearer,
        String agentId,
        @Nullable String ratio,
        @Nullable Money ratioOf,
        @Nullable String confirmedBy)
        implements RefundEvent {

    public static final String TYPE = "refund.ruled";

    @Override
    public String type() {
        return TYPE;
    }
}
