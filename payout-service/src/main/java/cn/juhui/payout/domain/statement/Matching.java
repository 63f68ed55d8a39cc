package cn.juhui.payout.domain.statement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Matches the refunds of a statement with our books, page by page. It keeps nothing but what it found to differ, so the size of a statement doesn't
/// matter to it.
///
/// A number that our books have as taken on is matched although it isn't paid yet: the channel's statement has it on the day on which the channel took it
/// on, and the bank card may have it days later.
public final class Matching {

    /// What numbers of ours look like ([cn.juhui.payout.domain.Attempt]).
    private static final Pattern OURS = Pattern.compile("pay_[0-9a-f]{32}-[0-9]{1,9}");

    private final List<Break> breaks = new ArrayList<>();
    private int matched;
    private long amount;

    /// Looks at a page of a statement's refunds.
    ///
    /// @param lines in order
    /// @param before of their numbers, those that stand in an earlier line, of this statement or of one before
    /// @param books what we have of their numbers, by number
    public void lines(
            List<StatementLine> lines, Set<String> before, Map<String, BookedRefund> books) {
        var seen = new HashSet<>(before);
        for (var line : lines) {
            var booked = books.get(line.refundNo());
            if (booked == null && !OURS.matcher(line.refundNo()).matches()) {
                breaks.add(of(BreakKind.NOT_BY_US, line, null));
            } else if (!seen.add(line.refundNo())) {
                breaks.add(of(BreakKind.TWICE, line, booked));
            } else {
                match(line, booked);
            }
        }
    }

    private void match(StatementLine line, @Nullable BookedRefund booked) {
        if (booked == null || !booked.taken()) {
            breaks.add(of(BreakKind.MISSING_HERE, line, booked));
        } else if (!booked.payment().equals(line.payment())) {
            breaks.add(of(BreakKind.PAYMENT_DIFFERS, line, booked));
        } else if (booked.amount() != line.amount()) {
            breaks.add(of(BreakKind.AMOUNT_DIFFERS, line, booked));
        } else {
            matched++;
            amount += line.amount();
        }
    }

    private static Break of(BreakKind kind, StatementLine line, @Nullable BookedRefund booked) {
        return new Break(
                kind,
                line.refundNo(),
                line.payment(),
                line.number(),
                line.amount(),
                booked == null ? null : booked.amount(),
                booked == null ? null : booked.payoutId());
    }

    /// Looks at a page of what our books say the channel refunded on the day.
    ///
    /// @param refunds of the day
    /// @param there of their numbers, those that stand in a statement of that day or before
    public void books(Collection<BookedRefund> refunds, Set<String> there) {
        refunds.stream()
                .filter(refund -> !there.contains(refund.refundNo()))
                .map(refund ->
                        new Break(
                                BreakKind.MISSING_THERE,
                                refund.refundNo(),
                                refund.payment(),
                                0,
                                null,
                                refund.amount(),
                                refund.payoutId()))
                .forEach(breaks::add);
    }

    /// How many lines are in our books as they are in the statement.
    public int matched() {
        return matched;
    }

    /// What the matched lines add up to, in fen.
    public long amount() {
        return amount;
    }

    /// What differs, in the order in which it was seen.
    public List<Break> breaks() {
        return List.copyOf(breaks);
    }
}
