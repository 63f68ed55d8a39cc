package cn.juhui.order.adapter.http.imports;

import cn.juhui.order.application.imports.ImportJob;
import cn.juhui.order.application.imports.ImportedRow;
import cn.juhui.order.application.imports.ImportedRow.Outcome;
import cn.juhui.platform.http.text.Texts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// Imports as their senders see them, in the language of the request in hand.
public final class ImportViews {

    private final Texts texts;

    public ImportViews(Texts texts) {
        this.texts = texts;
    }

    record ErrorView(String pointer, String code, String detail) {}

    /// @param created rows, as are the other two counts
    record OrdersView(long created, long alreadyThere, long failed, List<OrderRow> rows) {}

    /// @param row as a spreadsheet counts
    record OrderRow(
            int row,
            @Nullable String orderNo,
            Outcome outcome,
            @Nullable String orderId,
            List<ErrorView> errors) {}

    record UsageView(
            long recorded, long claimed, long alreadyThere, long failed, List<UsageRow> rows) {}

    /// @param row as a spreadsheet counts
    record UsageRow(
            int row,
            @Nullable String orderId,
            @Nullable String cardId,
            Outcome outcome,
            List<ErrorView> errors) {}

    /// @param total rows, as are the other counts; `created` is of orders, `recorded` and `claimed` of usage
    /// @param rows the first that failed
    /// @param failure why it broke
    record JobView(
            String id,
            ImportJob.Status status,
            int total,
            int done,
            @Nullable Integer created,
            @Nullable Integer recorded,
            @Nullable Integer claimed,
            int alreadyThere,
            int failed,
            List<FailedRow> rows,
            @Nullable FailureView failure,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /// @param row as a spreadsheet counts
    record FailedRow(
            int row,
            @Nullable String orderNo,
            @Nullable String orderId,
            @Nullable String cardId,
            List<ErrorView> errors) {}

    record FailureView(String code, String detail) {}

    OrdersView orders(List<ImportedRow> rows) {
        return new OrdersView(
                count(rows, Outcome.CREATED),
                count(rows, Outcome.ALREADY_THERE),
                count(rows, Outcome.FAILED),
                rows.stream()
                        .map(r ->
                                new OrderRow(
                                        r.row(), r.orderNo(), r.outcome(), r.orderId(), errors(r)))
                        .toList());
    }

    UsageView usage(List<ImportedRow> rows) {
        return new UsageView(
                count(rows, Outcome.RECORDED),
                count(rows, Outcome.CLAIMED),
                count(rows, Outcome.ALREADY_THERE),
                count(rows, Outcome.FAILED),
                rows.stream()
                        .map(r ->
                                new UsageRow(
                                        r.row(), r.orderId(), r.cardId(), r.outcome(), errors(r)))
                        .toList());
    }

    private static long count(List<ImportedRow> rows, Outcome outcome) {
        return rows.stream().filter(r -> r.outcome() == outcome).count();
    }

    JobView of(ImportJob job) {
        var isOrders = job.kind() == ImportJob.Kind.ORDERS;
        return new JobView(
                job.id(),
                job.status(),
                job.total(),
                job.done(),
                isOrders ? job.count(Outcome.CREATED) : null,
                isOrders ? null : job.count(Outcome.RECORDED),
                isOrders ? null : job.count(Outcome.CLAIMED),
                job.count(Outcome.ALREADY_THERE),
                job.count(Outcome.FAILED),
                job.faults().stream()
                        .map(r ->
                                new FailedRow(
                                        r.row(), r.orderNo(), r.orderId(), r.cardId(), errors(r)))
                        .toList(),
                job.status() == ImportJob.Status.FAILED ? broken(job) : null,
                job.createdAt(),
                job.startedAt(),
                job.finishedAt());
    }

    private FailureView broken(ImportJob job) {
        return new FailureView("IMPORT_BROKE", texts.get("import.broke", job.done(), job.total()));
    }

    private List<ErrorView> errors(ImportedRow row) {
        return row.faults().stream()
                .map(f ->
                        new ErrorView(
                                f.pointer(),
                                f.code(),
                                texts.in(
                                        LocaleContextHolder.getLocale(),
                                        f.textKey(),
                                        f.arguments().toArray())))
                .toList();
    }
}
