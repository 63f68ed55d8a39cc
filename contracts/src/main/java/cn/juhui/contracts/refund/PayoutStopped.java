package cn.juhui.contracts.refund;

import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// At the last look before the money would move (R8) a neutral source knew of a use of a card. Nothing was paid, the cards stay frozen, and the
/// platform decides anew with that fact; an `InterventionOpened` with cause `NEUTRAL_FACT` follows.
///
/// @param amount what had been approved
public record PayoutStopped(
        @JsonUnwrapped CaseIds ids, Money amount, List<RuleOutcome> rules, List<CardFacts> facts)
        implements RefundEvent {

    public static final String TYPE = "refund.payout_stopped";

    @Override
    public String type() {
        return TYPE;
    }
}
