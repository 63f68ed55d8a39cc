package cn.juhui.refund.domain.state;

import cn.juhui.contracts.refund.term.ClosingCause;
import cn.juhui.contracts.refund.term.CostBearer;
import cn.juhui.contracts.refund.term.InterventionCause;
import cn.juhui.contracts.refund.term.RejectionCode;
import cn.juhui.contracts.refund.term.RulingDecision;
import cn.juhui.contracts.refund.term.SecondAgentReason;

/// What the case's own words are called in its events. One table: a new word doesn't compile until it has its place in the contract.
public final class EventWords {

    private EventWords() {}

    public static RejectionCode of(Review.RejectionCode code) {
        return switch (code) {
            case INSUFFICIENT_EVIDENCE -> RejectionCode.INSUFFICIENT_EVIDENCE;
            case CARD_USED -> RejectionCode.CARD_USED;
            case NOT_OUR_FAULT -> RejectionCode.NOT_OUR_FAULT;
            case OUTSIDE_RULES -> RejectionCode.OUTSIDE_RULES;
            case OTHER -> RejectionCode.OTHER;
        };
    }

    public static ClosingCause of(Review.ClosingCause cause) {
        return switch (cause) {
            case APPEAL_WINDOW_OVER -> ClosingCause.APPEAL_WINDOW_OVER;
            case EVIDENCE_NEVER_CAME -> ClosingCause.EVIDENCE_NEVER_CAME;
            case PLATFORM_REFUSED -> ClosingCause.PLATFORM_REFUSED;
        };
    }

    public static InterventionCause of(Intervention.Cause cause) {
        return switch (cause) {
            case APPEAL -> InterventionCause.APPEAL;
            case MERCHANT_SILENT -> InterventionCause.MERCHANT_SILENT;
            case CUSTOMER_REQUEST -> InterventionCause.CUSTOMER_REQUEST;
            case OFFER_DECLINED -> InterventionCause.OFFER_DECLINED;
            case PAYOUT_ACCOUNT -> InterventionCause.PAYOUT_ACCOUNT;
            case AGENT_OPENED -> InterventionCause.AGENT_OPENED;
            case NEUTRAL_FACT -> InterventionCause.NEUTRAL_FACT;
        };
    }

    public static SecondAgentReason of(Intervention.WhyTwo why) {
        return switch (why) {
            case OWN_CASE -> SecondAgentReason.OWN_CASE;
            case ABOVE_LIMIT -> SecondAgentReason.ABOVE_LIMIT;
            case PLATFORM_COST -> SecondAgentReason.PLATFORM_COST;
        };
    }

    public static RulingDecision of(Ruling.Kind decision) {
        return switch (decision) {
            case FULL -> RulingDecision.FULL;
            case RATIO -> RulingDecision.RATIO;
            case AMOUNT -> RulingDecision.AMOUNT;
            case REFUSE -> RulingDecision.REFUSE;
        };
    }

    public static CostBearer of(Ruling.CostBearer bearer) {
        return switch (bearer) {
            case MERCHANT -> CostBearer.MERCHANT;
            case PLATFORM -> CostBearer.PLATFORM;
            case CUSTOMER -> CostBearer.CUSTOMER;
        };
    }
}
