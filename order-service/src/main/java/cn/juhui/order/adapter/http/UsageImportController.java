package cn.juhui.order.adapter.http;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.Role;
import cn.juhui.order.application.ReportUsage;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.http.ProblemException.InputError;
import cn.juhui.platform.http.RequestContext;
import cn.juhui.platform.http.Texts;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import java.util.List;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v1/orders/usage-imports`: what is left on many cards, as CSV. Each row stands for itself and does what a usage report does: a fact, or
/// about a frozen card and from the merchant a claim. Safe to send again.
@RestController
final class UsageImportController {

    private static final CsvFile FILE =
            new CsvFile(
                    List.of("orderId", "cardId", "remainingValue"),
                    List.of("reportedAt", "text", "proof"));

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_PROOF = 200;
    private static final int AT_ONCE = 16;

    private final ReportUsage reportUsage;
    private final OrderDoor door;
    private final Texts texts;

    UsageImportController(ReportUsage reportUsage, OrderDoor door, Texts texts) {
        this.reportUsage = reportUsage;
        this.door = door;
        this.texts = texts;
    }

    enum Outcome {
        RECORDED,
        CLAIMED,
        ALREADY_THERE,
        FAILED
    }

    record UsageImportView(
            long recorded, long claimed, long alreadyThere, long failed, List<RowView> rows) {}

    /// @param row as a spreadsheet counts
    record RowView(
            int row,
            @Nullable String orderId,
            @Nullable String cardId,
            Outcome outcome,
            List<ErrorView> errors) {}

    record ErrorView(String pointer, String code, String detail) {}

    @PostMapping(path = "/v1/orders/usage-imports", consumes = "text/csv")
    UsageImportView report(
            @RequestBody(required = false) byte @Nullable [] csv,
            Caller caller,
            RequestContext context) {
        OrderDoor.require(caller, Role.STOREFRONT, Role.MERCHANT);
        var rows =
                FILE.rows(csv == null ? new byte[0] : csv).stream()
                        .gather(
                                Gatherers.mapConcurrent(
                                        AT_ONCE, record -> row(record, caller, context)))
                        .toList();
        return new UsageImportView(
                count(rows, Outcome.RECORDED),
                count(rows, Outcome.CLAIMED),
                count(rows, Outcome.ALREADY_THERE),
                count(rows, Outcome.FAILED),
                rows);
    }

    private static long count(List<RowView> rows, Outcome outcome) {
        return rows.stream().filter(r -> r.outcome() == outcome).count();
    }

    private RowView row(CsvFile.Row record, Caller caller, RequestContext context) {
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
            return failed(row, orderId, cardId, row.errors().stream().map(this::error).toList());
        }
        try {
            var order = door.open(orderId, caller).aggregate();
            var actor = OrderDoor.deliverer(caller, order);
            var amount = new AmountInput(remaining, null).in(order.currency());
            var report = new ReportUsage.Report(cardId, amount, at, text, proof);
            var claim = ReportUsage.isClaim(order, cardId, actor.role());
            var handled =
                    reportUsage.report(
                            orderId,
                            report,
                            context.cause(actor).step(Integer.toString(row.number())));
            return row(row, orderId, cardId, handled, claim);
        } catch (ProblemException e) {
            return failed(row, orderId, cardId, List.of(error("/orderId", e)));
        }
    }

    private RowView row(
            CsvRow row,
            String orderId,
            String cardId,
            Handled<Order, OrderRefusal> handled,
            boolean claim) {
        return switch (handled) {
            case Handled.Changed<Order, OrderRefusal>(Stored<Order> _) ->
                    new RowView(
                            row.number(),
                            orderId,
                            cardId,
                            claim ? Outcome.CLAIMED : Outcome.RECORDED,
                            List.of());
            case Handled.Unchanged<Order, OrderRefusal>(Stored<Order> _) ->
                    new RowView(row.number(), orderId, cardId, Outcome.ALREADY_THERE, List.of());
            case Handled.Refused<Order, OrderRefusal>(Stored<Order> _, var refusal) ->
                    failed(
                            row,
                            orderId,
                            cardId,
                            List.of(error("/cardId", OrderProblems.of(refusal))));
            case Handled.Stale<Order, OrderRefusal> _, Handled.NotFound<Order, OrderRefusal> _ ->
                    failed(
                            row,
                            orderId,
                            cardId,
                            List.of(error("/orderId", ProblemException.notFound())));
        };
    }

    private static RowView failed(
            CsvRow row, @Nullable String orderId, @Nullable String cardId, List<ErrorView> errors) {
        return new RowView(row.number(), orderId, cardId, Outcome.FAILED, errors);
    }

    private ErrorView error(InputError error) {
        var detail = error.text(texts, LocaleContextHolder.getLocale());
        return new ErrorView(error.pointer(), error.code(), detail);
    }

    private ErrorView error(String pointer, ProblemException problem) {
        var detail = texts.in(LocaleContextHolder.getLocale(), problem.detailKey());
        return new ErrorView(pointer, problem.code(), detail);
    }
}
