package cn.juhui.order.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.order.adapter.http.OrderCsv.CsvOrder;
import cn.juhui.order.application.ImportOrders;
import cn.juhui.order.application.PayerPrints;
import cn.juhui.order.application.PlaceOrder;
import cn.juhui.platform.http.ProblemException.InputError;
import cn.juhui.platform.http.RequestContext;
import cn.juhui.platform.http.Texts;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// `POST /v1/orders/imports`: a storefront's export as CSV, a row per item. Safe to send again: what is there already is said
/// to be there.
@RestController
@RequestMapping("/v1/orders/imports")
final class ImportController {

    private final ImportOrders importOrders;
    private final Validator validator;
    private final Texts texts;
    private final PayerPrints prints;

    ImportController(
            ImportOrders importOrders, Validator validator, Texts texts, PayerPrints prints) {
        this.prints = prints;
        this.importOrders = importOrders;
        this.validator = validator;
        this.texts = texts;
    }

    enum Outcome {
        CREATED,
        ALREADY_THERE,
        FAILED
    }

    /// @param created rows, as are the other two counts
    record ImportView(long created, long alreadyThere, long failed, List<RowView> rows) {}

    /// @param row as a spreadsheet counts
    record RowView(
            int row,
            @Nullable String orderNo,
            Outcome outcome,
            @Nullable String orderId,
            List<ErrorView> errors) {}

    record ErrorView(String pointer, String code, String detail) {}

    @PostMapping(consumes = "text/csv")
    ImportView text(
            @RequestBody(required = false) byte @Nullable [] csv,
            Caller caller,
            RequestContext context) {
        return answer(csv == null ? new byte[0] : csv, caller, context);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ImportView form(@RequestParam MultipartFile file, Caller caller, RequestContext context)
            throws IOException {
        return answer(file.getBytes(), caller, context);
    }

    private ImportView answer(byte[] csv, Caller caller, RequestContext context) {
        OrderDoor.require(caller, Role.STOREFRONT);
        var orders = new OrderCsv(validator).read(csv);
        var good = orders.stream().filter(o -> o.request() != null).toList();
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
        var rows = new ArrayList<RowView>();
        for (int i = 0; i < good.size(); i++) {
            rows.addAll(rows(good.get(i), answers.get(i)));
        }
        orders.stream().filter(o -> o.request() == null).forEach(o -> rows.addAll(faulty(o)));
        rows.sort(Comparator.comparingInt(RowView::row));
        return new ImportView(
                count(rows, Outcome.CREATED),
                count(rows, Outcome.ALREADY_THERE),
                count(rows, Outcome.FAILED),
                rows);
    }

    private static long count(List<RowView> rows, Outcome outcome) {
        return rows.stream().filter(r -> r.outcome() == outcome).count();
    }

    private List<RowView> rows(CsvOrder order, PlaceOrder.Answer answer) {
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
                                    failed(row, order, id, "/orderNo", "ORDER_DIFFERS");
                            case PlaceOrder.Answer.Faulty(var faults) ->
                                    failed(
                                            row,
                                            order,
                                            null,
                                            faults.getFirst().pointer(),
                                            faults.getFirst().code());
                        })
                .toList();
    }

    private static RowView row(int row, CsvOrder order, Outcome outcome, String orderId) {
        return new RowView(row, order.orderNo(), outcome, orderId, List.of());
    }

    private RowView failed(
            int row, CsvOrder order, @Nullable String orderId, String pointer, String code) {
        var error = error(InputError.of(pointer, code));
        return new RowView(row, order.orderNo(), Outcome.FAILED, orderId, List.of(error));
    }

    private List<RowView> faulty(CsvOrder order) {
        return order.allRows()
                .map(row -> {
                    var errors = order.errorsOf(row).stream().map(this::error).toList();
                    return new RowView(row, order.orderNo(), Outcome.FAILED, null, errors);
                })
                .toList();
    }

    private ErrorView error(InputError error) {
        var detail = error.text(texts, LocaleContextHolder.getLocale());
        return new ErrorView(error.pointer(), error.code(), detail);
    }
}
