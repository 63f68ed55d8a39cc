package cn.juhui.payout.application.ledger;

import cn.juhui.payout.application.books.Findings.Position;
import cn.juhui.payout.domain.ledger.LedgerEntry;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The entries. They are added and never changed.
public interface Ledger {

    /// Enters what isn't there yet, known by its id.
    void enter(List<LedgerEntry> entries);

    /// The entries of these payouts, in order of time.
    List<LedgerEntry> ofPayouts(Collection<String> payoutIds);

    /// The entry of this id; null when there is none.
    @Nullable LedgerEntry find(String id);

    /// Which entries are meant; null: all.
    ///
    /// @param from the first day
    /// @param to the last day
    record Which(
            @Nullable String payoutId,
            @Nullable String merchantId,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /// Oldest first.
    ///
    /// @param after the last one that was seen (its time and id); null: from the beginning
    List<LedgerEntry> list(Which which, @Nullable Position after, int limit);

    /// What happened on an account until the end of a day.
    ///
    /// @param debit minor units, never negative
    /// @param credit minor units, never negative
    record Balance(String account, String currency, long debit, long credit) {

        /// A debit above 0, a credit below.
        public long balance() {
            return debit - credit;
        }
    }

    /// By account. The balances of a currency add up to 0.
    ///
    /// @param from the first day; null: from the beginning
    /// @param until the last day
    /// @param merchantId only the account of this merchant; null: all accounts
    List<Balance> balances(@Nullable LocalDate from, LocalDate until, @Nullable String merchantId);
}
