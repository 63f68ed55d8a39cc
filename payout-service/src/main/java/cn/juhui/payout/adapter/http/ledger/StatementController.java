package cn.juhui.payout.adapter.http.ledger;

import cn.juhui.payout.application.books.Findings.Position;
import cn.juhui.payout.application.ledger.Ledger;
import cn.juhui.payout.application.ledger.Ledger.Which;
import cn.juhui.payout.domain.ledger.LedgerAccount;
import cn.juhui.payout.domain.ledger.LedgerEntry;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.security.Caller;
import cn.juhui.platform.security.Callers;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A merchant's month as CSV: what was paid to customers in its place, what it paid in, and what it owes after each line.
@RestController
final class StatementController {

    private static final int PAGE = 1_000;
    private static final String HEAD =
            "day,time,fact,refund,payout,payout_no,reference,currency,debit,credit,balance\r\n";

    private final Ledger ledger;

    StatementController(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/v1/ledger/statements/{merchantId}/{month}")
    ResponseEntity<String> statement(
            @PathVariable String merchantId, @PathVariable String month, Caller caller) {
        if (!Callers.isId(merchantId)) {
            throw ProblemException.notFound();
        }
        var whose = Objects.requireNonNull(Reader.of(caller).onlyMerchant(merchantId));
        var of = month(month);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"statement-" + of + ".csv\"")
                .body(csv(whose, of));
    }

    private static YearMonth month(String sent) {
        try {
            return YearMonth.parse(sent);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(InputError.form("month", "2026-11"));
        }
    }

    private String csv(String merchantId, YearMonth month) {
        var account = LedgerAccount.merchant(merchantId);
        var csv = new StringBuilder(HEAD);
        var balances = new TreeMap<String, Long>();
        for (var b : ledger.balances(null, month.atDay(1).minusDays(1), merchantId)) {
            balances.put(b.currency(), b.balance());
            csv.append(month.atDay(1)).append(",,OPENING,,,,,").append(b.currency());
            csv.append(",,,").append(decimal(b.balance())).append("\r\n");
        }
        var which = new Which(null, merchantId, month.atDay(1), month.atEndOfMonth());
        Position after = null;
        var page = ledger.list(which, after, PAGE);
        while (!page.isEmpty()) {
            for (var entry : page) {
                var amount = entry.amountOn(account);
                if (amount != 0) {
                    var balance = balances.merge(entry.currency(), amount, Long::sum);
                    line(csv, entry, amount, balance);
                }
            }
            var last = page.getLast();
            after = new Position(last.at(), last.id());
            page = ledger.list(which, after, PAGE);
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, LedgerEntry e, long amount, long balance) {
        csv.append(e.day()).append(',');
        csv.append(e.at().atZone(LedgerEntry.ZONE).toLocalTime()).append(',');
        csv.append(e.fact()).append(',');
        csv.append(orNothing(e.refundId())).append(',');
        csv.append(orNothing(e.payoutId())).append(',');
        csv.append(orNothing(e.payoutNo())).append(',');
        csv.append(orNothing(e.reference())).append(',');
        csv.append(e.currency()).append(',');
        csv.append(amount > 0 ? decimal(amount) : "").append(',');
        csv.append(amount < 0 ? decimal(-amount) : "").append(',');
        csv.append(decimal(balance)).append("\r\n");
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String decimal(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }
}
