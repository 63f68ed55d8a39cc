package cn.juhui.payout.domain.books;

import cn.juhui.contracts.money.Book;
import cn.juhui.contracts.money.Money;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the four books say about the money of one refund, at one time.
///
/// @param channel what the channel says to each number that the payout ever had, taken together
/// @param loss what the payout knows to be paid too often, which is no difference; null for nothing
public record Comparison(Book channel, Book payout, Book refund, Book order, @Nullable Money loss) {

    /// Empty when they agree.
    public Set<Difference> differences() {
        var found = EnumSet.noneOf(Difference.class);
        var paid = value(channel.arrived()) - value(loss);
        if (paid > value(payout.owed())) {
            found.add(Difference.PAID_TOO_MUCH);
        } else if (paid != value(payout.arrived())) {
            found.add(Difference.CHANNEL);
        }
        if (!Objects.equals(refund.arrived(), payout.arrived())) {
            found.add(Difference.CASE);
        }
        if (!Objects.equals(order.arrived(), payout.arrived())) {
            found.add(Difference.ORDER);
        }
        if (!Objects.equals(refund.owed(), payout.owed())
                || !Objects.equals(order.owed(), payout.owed())) {
            found.add(Difference.AMOUNT);
        }
        if (!order.balanced()) {
            found.add(Difference.BALANCE);
        }
        return found;
    }

    private static long value(@Nullable Money money) {
        return money == null ? 0 : money.value();
    }
}
