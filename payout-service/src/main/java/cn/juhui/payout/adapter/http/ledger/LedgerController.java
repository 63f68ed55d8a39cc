package cn.juhui.payout.adapter.http.ledger;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Money;
import cn.juhui.payout.application.books.Findings.Position;
import cn.juhui.payout.application.ledger.Ledger;
import cn.juhui.payout.application.ledger.Ledger.Balance;
import cn.juhui.payout.application.ledger.Ledger.Which;
import cn.juhui.payout.application.ledger.SettleDebt;
import cn.juhui.payout.domain.ledger.LedgerEntry;
import cn.juhui.payout.domain.ledger.LedgerFact;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.FromQuery;
import cn.juhui.platform.http.request.Narrowed;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import cn.juhui.platform.security.Callers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/ledger`: the entries and the balances. An operator sees all, a merchant what is on its own account.
@RestController
final class LedgerController {

    private static final int LONGEST_ID = 64;
    private static final String PAYOUT = "pay_019ac0a3c4d57e8f9a0b1c2d3e4f5a6b";

    private final Ledger ledger;
    private final SettleDebt settle;
    private final Clock clock;

    LedgerController(Ledger ledger, SettleDebt settle, Clock clock) {
        this.ledger = ledger;
        this.settle = settle;
        this.clock = clock;
    }

    /// Null for any; days as in Shanghai.
    @FromQuery
    record Filter(
            @Nullable String payoutId,
            @Nullable String merchantId,
            @Nullable String from,
            @Nullable String to) {}

    /// @param debit minor units; 0 where it is a credit
    /// @param credit minor units; 0 where it is a debit
    record LineView(String account, long debit, long credit) {}

    record EntryView(
            String id,
            Instant at,
            LocalDate day,
            LedgerFact fact,
            String merchantId,
            @Nullable String payoutId,
            @Nullable String refundId,
            @Nullable String payoutNo,
            @Nullable String reference,
            String currency,
            List<LineView> lines) {

        /// @param account the only one that may be shown; null for all
        static EntryView of(LedgerEntry e, @Nullable String account) {
            return new EntryView(
                    e.id(),
                    e.at(),
                    e.day(),
                    e.fact(),
                    e.merchantId(),
                    e.payoutId(),
                    e.refundId(),
                    e.payoutNo(),
                    e.reference(),
                    e.currency(),
                    e.lines().stream()
                            .filter(line -> account == null || line.account().equals(account))
                            .map(line ->
                                    new LineView(
                                            line.account(),
                                            Math.max(0, line.amount()),
                                            Math.max(0, -line.amount())))
                            .toList());
        }
    }

    /// @param balance debit less credit: above 0 the account owes the house, or holds what came in
    record BalanceView(String account, String currency, long debit, long credit, long balance) {

        static BalanceView of(Balance b) {
            return new BalanceView(b.account(), b.currency(), b.debit(), b.credit(), b.balance());
        }
    }

    /// @param at the last day that is counted
    record BalancesView(LocalDate at, List<BalanceView> balances) {}

    record SettlementBody(
            @NotBlank
                    @Size(max = LONGEST_ID)
                    @Pattern(regexp = "[0-9A-Za-z_.-]+", message = "mer_guoka")
                    String merchantId,
            @NotNull Money amount,
            @NotBlank
                    @Size(max = LONGEST_ID)
                    @Pattern(regexp = "[0-9A-Za-z_-]+", message = "B20261130001")
                    String reference) {}

    /// The oldest first.
    @GetMapping("/v1/ledger/entries")
    Page<EntryView> entries(Filter filter, PageRequest page, Caller caller) {
        var merchantId =
                Narrowed.text(
                        "merchantId",
                        filter.merchantId(),
                        Callers.LONGEST_ID,
                        Callers::isId,
                        InputError.form("merchantId", "mer_guoka"));
        var payoutId =
                Narrowed.text(
                        "payoutId",
                        filter.payoutId(),
                        PAYOUT.length(),
                        id -> Ids.isA("pay", id),
                        InputError.form("payoutId", PAYOUT));
        var which =
                new Which(
                        payoutId,
                        Reader.of(caller).onlyMerchant(merchantId),
                        day("from", filter.from()),
                        day("to", filter.to()));
        var found =
                ledger.list(
                        which, Cursors.position(page.cursor(), Position::new), page.limit() + 1);
        var shown = found.subList(0, Math.min(found.size(), page.limit()));
        var next =
                found.size() == shown.size()
                        ? null
                        : Cursors.encode(shown.getLast().at(), shown.getLast().id());
        var account = Reader.of(caller).onlyAccount();
        return new Page<>(shown.stream().map(e -> EntryView.of(e, account)).toList(), next);
    }

    /// Those of all accounts add up to 0.
    ///
    /// @param at the last day that is counted; today when not given
    @GetMapping("/v1/ledger/balances")
    BalancesView balances(@RequestParam @Nullable String at, Caller caller) {
        var until =
                at == null ? LocalDate.ofInstant(clock.instant(), LedgerEntry.ZONE) : day("at", at);
        var found =
                ledger.balances(
                        null, Objects.requireNonNull(until), Reader.of(caller).merchantId());
        return new BalancesView(until, found.stream().map(BalanceView::of).toList());
    }

    /// Enters what a merchant paid in. The same reference again is the same settlement.
    @PostMapping("/v1/ledger/settlements")
    @ResponseStatus(HttpStatus.CREATED)
    EntryView settle(@Valid @RequestBody SettlementBody body, Caller caller) {
        if (!caller.is(Role.OPERATOR)) {
            throw ProblemException.forbidden();
        }
        if (body.amount().value() == 0) {
            throw ProblemException.invalid(InputError.range("/amount/value", 1, Money.MAX_VALUE));
        }
        var any = new Which(null, body.merchantId(), null, null);
        if (ledger.list(any, null, 1).isEmpty()) {
            throw ProblemException.notFound();
        }
        return settle.settle(body.merchantId(), body.amount(), body.reference())
                .map(entry -> EntryView.of(entry, null))
                .orElseThrow(() -> ProblemException.of(409, "REFERENCE_USED"));
    }

    private static @Nullable LocalDate day(String name, @Nullable String sent) {
        try {
            return sent == null ? null : LocalDate.parse(sent);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(InputError.form(name, "2026-11-30"));
        }
    }
}
