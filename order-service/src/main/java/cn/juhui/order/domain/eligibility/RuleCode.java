package cn.juhui.order.domain.eligibility;

import static cn.juhui.contracts.RuleOutcome.Outcome.BLOCKED;
import static cn.juhui.contracts.RuleOutcome.Outcome.LIMITS;
import static cn.juhui.contracts.RuleOutcome.Outcome.PASSED;
import static cn.juhui.contracts.RuleOutcome.Outcome.ROUTES;

import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.RuleOutcome.Outcome;
import cn.juhui.contracts.id.CardId;
import org.jspecify.annotations.Nullable;

/// Everything a rule can say. The name is the sentence that people read (`rule.<NAME>.text`, `.hint`), so it never changes.
public enum RuleCode {
    CARD_UNUSED("R1", PASSED),
    UNUSED_CARD_IN_FULL("R1", BLOCKED),
    CARD_NOT_IN_ORDER("R1", BLOCKED),
    NOT_SHIPPED_YET("R2", PASSED),
    ALREADY_SHIPPED("R2", BLOCKED),
    MERCHANT_FAULT_CLAIMED("R3", PASSED),
    NOT_DELIVERED_YET("R3", BLOCKED),
    NO_DELIVERY_PROMISE("R3", BLOCKED),
    NOT_LATE("R3", BLOCKED),
    REMAINING_VALUE_ONLY("R4", LIMITS),
    MERCHANT_TOLD_USE("R4", LIMITS),
    NOTHING_REMAINS("R4", BLOCKED),
    CARD_NOT_USED("R4", BLOCKED),
    USE_DISPUTED("R4", LIMITS),
    DISPUTE_NEEDS_SUPPORT("R4", BLOCKED),
    DISPUTED_AMOUNT_MISSING("R4", BLOCKED),
    WITHIN_WINDOW("R5", PASSED),
    OPENED_BY_SUPPORT("R5", ROUTES),
    CONTACT_SUPPORT("R5", BLOCKED),
    CARD_ACTIVATED("R5", BLOCKED),
    BALANCE_COVERS("R6", PASSED),
    BALANCE_LIMITS("R6", LIMITS),
    NOTHING_TO_REFUND("R6", BLOCKED),
    AMOUNT_ABOVE_REFUNDABLE("R6", BLOCKED),
    APPROVAL_NOT_HELD("R6", BLOCKED),
    CARD_IN_NO_REFUND("R7", PASSED),
    CARD_IN_OPEN_REFUND("R7", BLOCKED),
    APPLICATIONS_EXHAUSTED("R7", BLOCKED),
    ORDER_APPLICATIONS_EXHAUSTED("R7", BLOCKED),
    REFUSED_BY_PLATFORM("R7", BLOCKED),
    CARD_WILL_BE_FROZEN("R8", PASSED),
    CARD_VOIDED("R8", BLOCKED),
    CARD_USED_MEANWHILE("R8", BLOCKED),
    EXPRESS_GRANTED("R9", ROUTES),
    EXPRESS_NOT_SOLD("R9", ROUTES),
    EXPRESS_NOT_ALLOWED("R9", ROUTES),
    EXPRESS_ABOVE_LIMIT("R9", ROUTES),
    EXPRESS_CUSTOMER_LIMIT("R9", ROUTES),
    EXPRESS_MERCHANT_LIMIT("R9", ROUTES),
    EXPRESS_REFUNDED_SHARE("R9", ROUTES),
    EXPRESS_BLOCKED("R9", ROUTES),
    EXPRESS_NEEDS_REVIEW("R9", ROUTES),
    POLICY_FROZEN("R10", PASSED),
    CHANNEL_TAKES_IT("R11", PASSED),
    CHANNEL_WINDOW_OVER("R11", BLOCKED),
    CHANNEL_REFUNDS_EXHAUSTED("R11", BLOCKED),
    /// Any rule that has no say in an application of this kind.
    NOT_RELEVANT("", PASSED);

    private final String rule;
    private final Outcome outcome;

    RuleCode(String rule, Outcome outcome) {
        this.rule = rule;
        this.outcome = outcome;
    }

    public boolean blocks() {
        return outcome == BLOCKED;
    }

    String rule() {
        return rule;
    }

    /// What a rule says that has no say: so that every rule is answered for.
    public static RuleOutcome notRelevant(String rule, @Nullable CardId cardId) {
        return new RuleOutcome(rule, PASSED, NOT_RELEVANT.name(), cardId);
    }

    /// Whether an outcome decided anything, as opposed to [#NOT_RELEVANT].
    static boolean decides(RuleOutcome outcome) {
        return !outcome.code().equals(NOT_RELEVANT.name());
    }

    /// Said about the whole order.
    public RuleOutcome said() {
        return saidOf(null);
    }

    public RuleOutcome saidOf(@Nullable CardId cardId) {
        return new RuleOutcome(rule, outcome, name(), cardId);
    }
}
