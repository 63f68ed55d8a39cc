package cn.juhui.refund.adapter.http.bulk;

import cn.juhui.contracts.money.Money;
import cn.juhui.refund.adapter.http.bulk.BulkBodies.BulkAction;
import cn.juhui.refund.domain.state.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What became of many cases, or would become of them in a dry run.
///
/// @param counts how many rows have which outcome
/// @param amounts what goes back to customers by the accepted rows, one sum per currency
/// @param rows in the order they were sent
public record BulkView(
        BulkAction action,
        boolean dryRun,
        Map<Outcome, Long> counts,
        List<Sum> amounts,
        List<RowView> rows) {

    /// Of many amounts together: it may be more than the highest [Money].
    public record Sum(long value, String currency) {}

    public enum Outcome {
        /// Done; in a dry run: would be.
        ACCEPTED,
        /// It was so already.
        UNCHANGED,
        /// The case, or the caller's right to it, says no.
        REFUSED,
        /// Something broke or took too long; nothing is known to have changed. Send the row again.
        FAILED
    }

    /// @param status the case's, after it
    /// @param amount what goes back to the customer by it; null for nothing
    /// @param version the case's now
    /// @param awaitingConfirmation true when the ruling is only proposed: another agent has to confirm it
    /// @param problem why not, as a problem document; null unless REFUSED or FAILED
    public record RowView(
            String id,
            Outcome outcome,
            @Nullable Status status,
            @Nullable String statusText,
            @Nullable Money amount,
            @Nullable Long version,
            @Nullable Boolean awaitingConfirmation,
            @Nullable Map<String, Object> problem) {

        static RowView not(String id, Outcome outcome, Map<String, Object> problem) {
            return new RowView(id, outcome, null, null, null, null, null, problem);
        }
    }

    static BulkView of(BulkAction action, boolean dryRun, List<RowView> rows) {
        var counts = new TreeMap<Outcome, Long>();
        Arrays.stream(Outcome.values()).forEach(outcome -> counts.put(outcome, 0L));
        rows.forEach(row -> counts.merge(row.outcome(), 1L, Long::sum));
        var sums =
                rows.stream()
                        .filter(row -> row.outcome() == Outcome.ACCEPTED)
                        .map(RowView::amount)
                        .filter(Objects::nonNull)
                        .collect(
                                Collectors.groupingBy(
                                        Money::currency,
                                        TreeMap::new,
                                        Collectors.summingLong(Money::value)));
        var amounts =
                sums.entrySet().stream().map(sum -> new Sum(sum.getValue(), sum.getKey())).toList();
        return new BulkView(action, dryRun, counts, amounts, rows);
    }
}
