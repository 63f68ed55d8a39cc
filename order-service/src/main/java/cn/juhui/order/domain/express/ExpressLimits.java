package cn.juhui.order.domain.express;

import cn.juhui.contracts.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How much the platform refunds at once before somebody looks (R9).
///
/// @param window how far back is counted, in whole hours
/// @param customerRefunds express refunds of one customer in the window
/// @param customerAmount their sum
/// @param merchantRefunds express refunds of one merchant's orders in the window
/// @param merchantAmount their sum
/// @param refundedShare percent of the latest orders of the customer, or of the merchant, that may have been refunded; null for any
public record ExpressLimits(
        Duration window,
        int customerRefunds,
        Money customerAmount,
        int merchantRefunds,
        Money merchantAmount,
        @Nullable Integer refundedShare) {

    /// A careful shop's: what a customer has back at once in a day is what it can bear to be wrong about. More isn't refused, the
    /// merchant reviews it. No share of refunded orders: number and sum bound a loss already, and an honest customer who was sold
    /// bad cards has a high share; a shop that wants one sets it.
    public static final ExpressLimits DEFAULT =
            new ExpressLimits(
                    Duration.ofHours(24), 5, Money.cny(1_000_00), 200, Money.cny(50_000_00), null);

    /// Whether one more refund fits, after what was refunded at once before.
    public boolean allow(Party party, ExpressUse before, Money amount, Instant at) {
        var sum = before.within(window, at);
        var customer = party.kind() == Party.Kind.CUSTOMER;
        return sum.refunds() < (customer ? customerRefunds : merchantRefunds)
                && sum.amount() + amount.value()
                        <= (customer ? customerAmount : merchantAmount).value();
    }
}
