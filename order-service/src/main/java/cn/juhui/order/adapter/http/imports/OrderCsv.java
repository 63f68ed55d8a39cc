package cn.juhui.order.adapter.http.imports;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.order.adapter.http.PlaceOrderRequest;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.problem.Violations;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a storefront's export: RFC 4180, a header with our field names in any order, a row per item. Rows with the same
/// `orderNo` are one order and agree in everything that is not the item's; a row that is the same in every cell is the same item
/// said twice.
final class OrderCsv {

    private static final List<String> ITEM_COLUMNS =
            List.of(
                    "sku",
                    "name",
                    "category",
                    "quantity",
                    "unitPrice",
                    "faceValue",
                    "rechargeAccount");
    private static final List<String> ORDER_COLUMNS =
            List.of(
                    "orderNo",
                    "customerId",
                    "merchantId",
                    "currency",
                    "placedAt",
                    "channel",
                    "channelTransactionId",
                    "paidAmount",
                    "paidAt",
                    "payerName",
                    "promisedDeliveryAt",
                    "expressRefund");
    private static final List<String> OPTIONAL =
            List.of(
                    "rechargeAccount",
                    "channelTransactionId",
                    "payerName",
                    "promisedDeliveryAt",
                    "expressRefund");

    private static final CsvFile FILE =
            new CsvFile(
                    Stream.concat(ORDER_COLUMNS.stream(), ITEM_COLUMNS.stream())
                            .filter(column -> !OPTIONAL.contains(column))
                            .toList(),
                    OPTIONAL);

    private final Validator validator;

    OrderCsv(Validator validator) {
        this.validator = validator;
    }

    /// One order of the file.
    ///
    /// @param rows each item's
    /// @param repeats rows that say again what another one says
    /// @param request null when a row is wrong
    /// @param errors per row; a good row of a bad order says `ORDER_INCOMPLETE`
    record CsvOrder(
            @Nullable String orderNo,
            List<Integer> rows,
            List<Integer> repeats,
            @Nullable PlaceOrderRequest request,
            Map<Integer, List<InputError>> errors) {

        Stream<Integer> allRows() {
            return Stream.concat(rows.stream(), repeats.stream());
        }

        List<InputError> errorsOf(int row) {
            return errors.getOrDefault(row, List.of(InputError.of("", "ORDER_INCOMPLETE")));
        }
    }

    /// @throws ProblemException 400 when it is no such file, 413 when it has too many rows
    List<CsvOrder> read(byte[] csv) {
        var orders = new LinkedHashMap<String, List<CsvFile.Row>>();
        for (var row : FILE.rows(csv)) {
            var orderNo = CsvRow.of(row).text("orderNo");
            var key = orderNo == null ? "row " + row.number() : "no " + orderNo;
            orders.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        return orders.values().stream().map(this::order).toList();
    }

    private CsvOrder order(List<CsvFile.Row> records) {
        var items = new LinkedHashMap<List<String>, CsvRow>();
        var repeats = new ArrayList<Integer>();
        for (var record : records) {
            var row = CsvRow.of(record);
            if (items.putIfAbsent(record.cells(), row) != null) {
                repeats.add(row.number());
            }
        }
        return order(List.copyOf(items.values()), repeats);
    }

    private CsvOrder order(List<CsvRow> rows, List<Integer> repeats) {
        var first = rows.getFirst();
        for (var row : rows) {
            row.faultIfTooLong();
            ORDER_COLUMNS.stream()
                    .filter(c -> !Objects.equals(row.text(c), first.text(c)))
                    .forEach(c -> row.fault(c, "ROWS_DIFFER"));
        }
        var request = request(first, rows);
        validator.validate(request).stream()
                .sorted(
                        Comparator.comparing((ConstraintViolation<PlaceOrderRequest> v) ->
                                        v.getPropertyPath().toString())
                                .thenComparing(OrderCsv::kind, Comparator.reverseOrder()))
                .forEach(violation -> report(violation, rows));
        var errors = new LinkedHashMap<Integer, List<InputError>>();
        rows.stream()
                .filter(r -> !r.errors().isEmpty())
                .forEach(r -> errors.put(r.number(), r.errors()));
        return new CsvOrder(
                first.text("orderNo"),
                rows.stream().map(CsvRow::number).toList(),
                repeats,
                errors.isEmpty() ? request : null,
                errors);
    }

    /// What is missing is null here, which the validation that follows finds.
    @SuppressWarnings("NullAway")
    private static PlaceOrderRequest request(CsvRow order, List<CsvRow> rows) {
        return new PlaceOrderRequest(
                order.text("orderNo"),
                order.text("customerId"),
                order.text("merchantId"),
                order.text("currency"),
                order.instant("placedAt"),
                rows.stream().map(OrderCsv::item).toList(),
                new PlaceOrderRequest.Paid(
                        order.oneOf("channel", PaymentChannel.class),
                        order.text("channelTransactionId"),
                        order.number("paidAmount"),
                        order.instant("paidAt"),
                        order.text("payerName")),
                order.instant("promisedDeliveryAt"),
                order.yesOrNo("expressRefund"));
    }

    @SuppressWarnings("NullAway")
    private static PlaceOrderRequest.Item item(CsvRow row) {
        var quantity = row.number("quantity");
        return new PlaceOrderRequest.Item(
                row.text("sku"),
                row.text("name"),
                row.text("category"),
                quantity == null ? null : Math.clamp(quantity, 0, Integer.MAX_VALUE),
                row.number("unitPrice"),
                row.number("faceValue"),
                row.text("rechargeAccount"));
    }

    /// Of two faults of a cell, its size is told before its form.
    private static String kind(ConstraintViolation<?> violation) {
        return violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
    }

    /// `items[2].unitPrice` is a column of the third row; everything else stands in every row and is reported on the first.
    private static void report(
            ConstraintViolation<PlaceOrderRequest> violation, List<CsvRow> rows) {
        var row = rows.getFirst();
        var column = "";
        for (var node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                row = rows.get(node.getIndex());
            }
            column = node.getName() == null ? column : node.getName();
        }
        row.fault(Violations.error("/" + column, violation));
    }
}
