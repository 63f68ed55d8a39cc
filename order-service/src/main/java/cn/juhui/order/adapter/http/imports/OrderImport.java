package cn.juhui.order.adapter.http.imports;

import cn.juhui.contracts.Role;
import cn.juhui.order.adapter.http.imports.OrderCsv.CsvOrder;
import cn.juhui.order.application.PayerPrints;
import cn.juhui.order.application.PlaceOrder;
import cn.juhui.order.application.imports.ImportOrders;
import cn.juhui.order.application.imports.ImportRows;
import cn.juhui.order.application.imports.ImportedRow;
import cn.juhui.order.application.imports.ImportedRow.Outcome;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A storefront's export that was read; an order is a step.
///
/// @param orders as they begin in the file
/// @param caller the storefront
/// @param context names what is made
record OrderImport(
        List<CsvOrder> orders,
        ImportOrders importOrders,
        PayerPrints prints,
        Caller caller,
        RequestContext context)
        implements ImportRows {

    @Override
    public int rows() {
        return orders.stream().mapToInt(o -> o.rows().size() + o.repeats().size()).sum();
    }

    @Override
    public int steps() {
        return orders.size();
    }

    @Override
    public List<ImportedRow> run(int from, int to) {
        var some = orders.subList(from, to);
        var good = some.stream().filter(o -> o.request() != null).toList();
        var purchases =
                good.stream()
                        .map(o ->
                                Objects.requireNonNull(o.request())
                                        .toPurchase(caller.subject(), prints))
                        .toList();
        var answers =
                importOrders.place(
                        purchases,
                        purchase -> context.newId("ord", purchase.orderNo()),
                        context.cause(caller.as(Role.STOREFRONT)));
        var rows = new ArrayList<ImportedRow>();
        for (int i = 0; i < good.size(); i++) {
            rows.addAll(rows(good.get(i), answers.get(i)));
        }
        some.stream().filter(o -> o.request() == null).forEach(o -> rows.addAll(faulty(o)));
        rows.sort(Comparator.comparingInt(ImportedRow::row));
        return rows;
    }

    private static List<ImportedRow> rows(CsvOrder order, PlaceOrder.Answer answer) {
        return order.allRows()
                .map(row ->
                        switch (answer) {
                            case PlaceOrder.Answer.Created(var stored) ->
                                    row(
                                            row,
                                            order,
                                            order.repeats().contains(row)
                                                    ? Outcome.ALREADY_THERE
                                                    : Outcome.CREATED,
                                            stored.id());
                            case PlaceOrder.Answer.AlreadyThere(var stored) ->
                                    row(row, order, Outcome.ALREADY_THERE, stored.id());
                            case PlaceOrder.Answer.NumberTaken(var id) ->
                                    failed(
                                            row,
                                            order,
                                            id,
                                            InputError.of("/orderNo", "ORDER_DIFFERS"));
                            case PlaceOrder.Answer.Faulty(var faults) ->
                                    failed(
                                            row,
                                            order,
                                            null,
                                            InputError.of(
                                                    faults.getFirst().pointer(),
                                                    faults.getFirst().code()));
                        })
                .toList();
    }

    private static ImportedRow row(int row, CsvOrder order, Outcome outcome, String orderId) {
        return new ImportedRow(row, order.orderNo(), orderId, null, outcome, List.of());
    }

    private static ImportedRow failed(
            int row, CsvOrder order, @Nullable String orderId, InputError error) {
        return new ImportedRow(
                row,
                ImportFaults.said(order.orderNo()),
                orderId,
                null,
                Outcome.FAILED,
                List.of(ImportFaults.of(error)));
    }

    private static List<ImportedRow> faulty(CsvOrder order) {
        return order.allRows()
                .map(row ->
                        new ImportedRow(
                                row,
                                ImportFaults.said(order.orderNo()),
                                null,
                                null,
                                Outcome.FAILED,
                                order.errorsOf(row).stream().map(ImportFaults::of).toList()))
                .toList();
    }
}
