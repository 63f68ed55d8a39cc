package cn.juhui.order.domain.express;

import cn.juhui.contracts.money.Money;
import org.jspecify.annotations.Nullable;

/// When the platform refunds at once (R9).
///
/// @param maxAmount of one refund; null only when express is not allowed
/// @param limits of many refunds; null only on orders from before there were any
public record ExpressTerms(
        boolean allowed, @Nullable Money maxAmount, @Nullable ExpressLimits limits) {

    public static final ExpressTerms NOT_ALLOWED = new ExpressTerms(false, null, null);

    public boolean covers(Money amount) {
        return maxAmount != null && maxAmount.covers(amount);
    }
}
