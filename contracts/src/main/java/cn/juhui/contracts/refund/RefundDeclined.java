package cn.juhui.contracts.refund;

import cn.juhui.contracts.RuleOutcome;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Set;

/// The order's rules refused the hold: final.
public record RefundDeclined(@JsonUnwrapped CaseIds ids, List<RuleOutcome> rules)
        implements RefundEvent {

    public static final String TYPE = "refund.declined";

    /// What the last look before the payout says (R6, R8).
    private static final Set<String> LAST_LOOK = Set.of("CARD_USED_MEANWHILE", "APPROVAL_NOT_HELD");

    @Override
    public String type() {
        return TYPE;
    }

    /// Whether it was approved before, and then not paid. Since payouts are stopped (`refund.payout_stopped`), only old cases are.
    public boolean wasApproved() {
        return rules.stream().anyMatch(rule -> LAST_LOOK.contains(rule.code()));
    }
}
