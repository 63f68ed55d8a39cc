package cn.juhui.order.adapter.http.imports;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.adapter.http.AmountInput;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.adapter.http.access.OrderProblems;
import cn.juhui.order.application.delivery.ReportUsage;
import cn.juhui.order.application.imports.ImportRows;
import cn.juhui.order.application.imports.ImportedRow;
import cn.juhui.order.application.imports.ImportedRow.Outcome;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import java.util.List;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/// What is left on many cards, read; a row is a step.
///
/// @param caller who tells it
/// @param context names what is told
record UsageImport(
        List<CsvFile.Row> records,
        ReportUsage reportUsage,
        OrderAccess access,
        Caller caller,
        RequestContext context)
        implements ImportRows {

    static final CsvFile FILE =
            new CsvFile(
                    List.of("orderId", "cardId", "remainingValue"),
                    List.of("reportedAt", "text", "proof"));

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_PROOF = 200;
    private static final int AT_ONCE = 16;

    @Override
    public int rows() {
        return records.size();
    }

    @Override
    public int steps() {
        return records.size();
    }

    @Override
    public List<ImportedRow> run(int from, int to) {
        // Made here, where the trace is known.
        var cause = context.cause(caller.as(Role.STOREFRONT));
        return records.subList(from, to).stream()
                .gather(Gatherers.mapConcurrent(AT_ONCE, record -> row(record, cause)))
                .toList();
    }

    private ImportedRow row(CsvFile.Row record, Cause cause) {
        var row = CsvRow.of(record);
        row.faultIfTooLong();
        var orderId = row.text("orderId");
        var cardId = row.text("cardId");
        var remaining = row.number("remainingValue");
        var at = row.instant("reportedAt");
        var text = row.text("text", LONGEST_TEXT);
        var proof = row.text("proof", LONGEST_PROOF);
        row.require("orderId", orderId);
        row.require("cardId", cardId);
        row.require("remainingValue", remaining);
        if (remaining != null && (remaining < 0 || remaining > Money.MAX_VALUE)) {
            row.fault(InputError.range("/remainingValue", 0, Money.MAX_VALUE));
        }
        if (!row.errors().isEmpty() || orderId == null || cardId == null || remaining == null) {
            var faults = row.errors().stream().map(ImportFaults::of).toList();
            return failed(row, orderId, cardId, faults);
        }
        try {
            var loaded = access.find(orderId, caller);
            var order = loaded.stored().aggregate();
            var actor = OrderAccess.deliverer(caller, order);
            var amount = new AmountInput(remaining, null).in(order.currency());
            var report = new ReportUsage.Report(cardId, amount, at, text, proof);
            var claim = ReportUsage.isClaim(order, cardId, actor.role());
            var mine = new Cause(actor, cause.id(), cause.traceparent(), null, cause.expected());
            var handled =
                    reportUsage.report(loaded, report, mine.step(Integer.toString(row.number())));
            return row(row, orderId, cardId, handled, claim);
        } catch (ProblemException e) {
            return failed(row, orderId, cardId, List.of(ImportFaults.of("/orderId", e)));
        }
    }

    private static ImportedRow row(
            CsvRow row,
            String orderId,
            String cardId,
            Handled<Order, OrderRefusal> handled,
            boolean claim) {
        return switch (handled) {
            case Handled.Changed<Order, OrderRefusal>(Stored<Order> _) ->
                    done(row, orderId, cardId, claim ? Outcome.CLAIMED : Outcome.RECORDED);
            case Handled.Unchanged<Order, OrderRefusal>(Stored<Order> _) ->
                    done(row, orderId, cardId, Outcome.ALREADY_THERE);
            case Handled.Refused<Order, OrderRefusal>(Stored<Order> _, var refusal) ->
                    failed(
                            row,
                            orderId,
                            cardId,
                            List.of(ImportFaults.of("/cardId", OrderProblems.of(refusal))));
            case Handled.Stale<Order, OrderRefusal> _, Handled.NotFound<Order, OrderRefusal> _ ->
                    failed(
                            row,
                            orderId,
                            cardId,
                            List.of(ImportFaults.of("/orderId", ProblemException.notFound())));
        };
    }

    private static ImportedRow done(CsvRow row, String orderId, String cardId, Outcome outcome) {
        return new ImportedRow(row.number(), null, orderId, cardId, outcome, List.of());
    }

    private static ImportedRow failed(
            CsvRow row,
            @Nullable String orderId,
            @Nullable String cardId,
            List<ImportedRow.Fault> faults) {
        return new ImportedRow(
                row.number(),
                null,
                ImportFaults.said(orderId),
                ImportFaults.said(cardId),
                Outcome.FAILED,
                faults);
    }
}
