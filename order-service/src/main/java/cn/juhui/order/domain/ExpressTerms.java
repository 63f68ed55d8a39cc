package cn.juhui.order.domain;

import cn.juhui.contracts.Money;
import org.jspecify.annotations.Nullable;

/// When the platform refunds at once (R9).
///
/// @param maxAmount of one refund; null only when express is not allowed
public record ExpressTerms(boolean allowed, @Nullable Money maxAmount) {

    public static final ExpressTerms NOT_ALLOWED = new ExpressTerms(false, null);

    boolean covers(Money amount) {
        return maxAmount != null && maxAmount.covers(amount);
    }
}
