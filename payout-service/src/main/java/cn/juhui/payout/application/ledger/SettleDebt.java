package cn.juhui.payout.application.ledger;

import cn.juhui.contracts.money.Money;
import cn.juhui.payout.domain.ledger.LedgerAccount;
import cn.juhui.payout.domain.ledger.LedgerEntry;
import cn.juhui.payout.domain.ledger.LedgerEntry.Line;
import cn.juhui.payout.domain.ledger.LedgerFact;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A merchant paid what it owed. A transfer is entered once, by its reference.
public record SettleDebt(Ledger ledger, Clock clock) {

    /// @param reference the transfer's number, one of its own for each transfer of the merchant
    /// @return the entry; empty when this reference stands for another amount
    public Optional<LedgerEntry> settle(String merchantId, Money amount, String reference) {
        var id = "settled:" + merchantId + ":" + reference;
        var entry =
                new LedgerEntry(
                        id,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        LedgerFact.SETTLED,
                        merchantId,
                        null,
                        null,
                        null,
                        reference,
                        amount.currency(),
                        List.of(
                                new Line(LedgerAccount.merchant(merchantId), -amount.value()),
                                new Line(LedgerAccount.SETTLEMENTS, amount.value())));
        ledger.enter(List.of(entry));
        var entered = Objects.requireNonNull(ledger.find(id));
        return Optional.of(entered)
                .filter(e ->
                        e.lines().equals(entry.lines()) && e.currency().equals(entry.currency()));
    }
}
