package cn.juhui.payout.domain.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One fact in the ledger. Its lines are balanced: there is no other entry.
///
/// @param id made from the fact, so that it is entered once
/// @param payoutId null for what isn't about one refund
/// @param payoutNo the number at the channel, where the fact is about one
/// @param reference what a person gave with it, such as the number of a bank transfer
/// @param lines two at least
public record LedgerEntry(
        String id,
        Instant at,
        LedgerFact fact,
        String merchantId,
        @Nullable String payoutId,
        @Nullable String refundId,
        @Nullable String payoutNo,
        @Nullable String reference,
        String currency,
        List<Line> lines) {

    /// Where a day begins and ends.
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// What happens to one account.
    ///
    /// @param amount minor units: a debit above 0, a credit below
    public record Line(String account, long amount) {}

    /// @throws IllegalArgumentException when its lines don't balance
    public LedgerEntry {
        lines = List.copyOf(lines);
        if (lines.size() < 2 || lines.stream().mapToLong(Line::amount).sum() != 0) {
            throw new IllegalArgumentException("Not balanced: " + id + " " + lines);
        }
    }

    /// The day that it belongs to.
    public LocalDate day() {
        return LocalDate.ofInstant(at, ZONE);
    }

    /// What it does to an account; 0 for nothing.
    public long amountOn(String account) {
        return lines.stream()
                .filter(line -> line.account().equals(account))
                .mapToLong(Line::amount)
                .sum();
    }
}
