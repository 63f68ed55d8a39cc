package cn.juhui.refund.domain.state;

import cn.juhui.contracts.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The platform's decision: how much, on which rule it rests, and who bears the cost.
///
/// @param ratio of what the customer paid for the cards, above 0 and at most 1; only for RATIO
/// @param amount what is paid; null for REFUSE
/// @param rule the rule it rests on (R1 …)
/// @param ratioOf what the ratio is one of; null without a ratio, and in rulings from before it was told: those were ratios of the held amount
public record Ruling(
        Kind decision,
        @Nullable BigDecimal ratio,
        @Nullable Money amount,
        String rule,
        String text,
        CostBearer costBearer,
        @Nullable Money ratioOf) {

    public enum Kind {
        FULL,
        RATIO,
        AMOUNT,
        REFUSE
    }

    public enum CostBearer {
        MERCHANT,
        PLATFORM,
        CUSTOMER
    }
}
