package cn.juhui.contracts.order;

import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// At the last look before the money would move (R8) a neutral source knew of a use of a card, or the approval was not covered by what is
/// held. Nothing is paid, amount and cards stay held, and the platform decides anew, with that fact.
///
/// @param amount what had been approved
/// @param rules why it was stopped
/// @param facts what is on record now about the cards it was stopped for
public record RefundStopped(
        @JsonUnwrapped OrderIds ids,
        RefundId refundId,
        Money amount,
        List<RuleOutcome> rules,
        List<CardFacts> facts)
        implements OrderEvent {

    public static final String TYPE = "order.refund_stopped";

    @Override
    public String type() {
        return TYPE;
    }
}
