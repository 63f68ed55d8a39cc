package cn.juhui.order.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.adapter.http.access.OrderProblems;
import cn.juhui.order.application.OrderFilter;
import cn.juhui.order.application.OrderQueries;
import cn.juhui.order.application.OrderQueries.Position;
import cn.juhui.order.application.PayerPrints;
import cn.juhui.order.application.PlaceOrder;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderStatus;
import cn.juhui.platform.http.idempotency.IdempotencyKeyRequired;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Answers;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Narrowed;
import cn.juhui.platform.http.request.OnlyFor;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.kernel.Limits;
import cn.juhui.platform.kernel.Writing;
import cn.juhui.platform.security.Caller;
import cn.juhui.platform.security.Callers;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/orders`: feed in, list, look at.
@RestController
@RequestMapping("/v1/orders")
final class OrderController {

    private static final int MAX_FILTER = 200;
    private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9]{4}");

    private final PlaceOrder placeOrder;
    private final OrderQueries queries;
    private final OrderAccess access;
    private final OrderViews views;
    private final PayerPrints prints;

    OrderController(
            PlaceOrder placeOrder,
            OrderQueries queries,
            OrderAccess access,
            OrderViews views,
            PayerPrints prints) {
        this.prints = prints;
        this.placeOrder = placeOrder;
        this.queries = queries;
        this.access = access;
        this.views = views;
    }

    /// 201 for a new order; 200 with the existing one when the storefront fed exactly the same in before, 409 when it used the
    /// number for something else.
    @PostMapping
    @IdempotencyKeyRequired
    ResponseEntity<OrderView> place(
            @Valid @RequestBody PlaceOrderRequest request, Caller caller, RequestContext context) {
        OrderAccess.require(caller, Role.STOREFRONT);
        var purchase = request.toPurchase(caller.subject(), prints);
        var cause = context.cause(caller.as(Role.STOREFRONT));
        return switch (placeOrder.place(purchase, context.newId("ord"), cause)) {
            case PlaceOrder.Answer.Created(var order) ->
                    Answers.created(
                            "/v1/orders/" + order.id(), views.view(order, caller), order.version());
            case PlaceOrder.Answer.AlreadyThere(var order) -> views.answer(order, caller);
            case PlaceOrder.Answer.NumberTaken _ ->
                    throw ProblemException.of(409, "ORDER_ALREADY_EXISTS");
            case PlaceOrder.Answer.Faulty(var faults) -> throw OrderProblems.of(faults);
        };
    }

    @GetMapping("/{orderId}")
    ResponseEntity<OrderView> show(@PathVariable String orderId, Caller caller) {
        return views.answer(access.find(orderId, caller).stored(), caller);
    }

    /// The latest placed first.
    @GetMapping
    Page<OrderView> list(
            @RequestParam @Nullable String orderNo,
            @RequestParam @Nullable @OnlyFor({Role.AGENT, Role.OPERATOR, Role.STOREFRONT})
                    String customerId,
            @RequestParam @Nullable @OnlyFor({Role.AGENT, Role.OPERATOR, Role.STOREFRONT})
                    String merchantId,
            @RequestParam @Nullable @OnlyFor({Role.AGENT, Role.OPERATOR, Role.STOREFRONT})
                    String phoneTail,
            @RequestParam @Nullable String product,
            @RequestParam @Nullable Instant placedFrom,
            @RequestParam @Nullable Instant placedTo,
            @RequestParam @Nullable OrderStatus status,
            PageRequest page,
            Caller caller) {
        var filter =
                new OrderFilter(
                        OrderAccess.scope(caller),
                        id("customerId", customerId),
                        id("merchantId", merchantId),
                        text("orderNo", orderNo),
                        tail(phoneTail),
                        text("product", product),
                        placedFrom == null ? null : storable("placedFrom", placedFrom),
                        placedTo == null ? null : storable("placedTo", placedTo),
                        status);
        var found = found(filter, page);
        var shown = found.subList(0, Math.min(found.size(), page.limit()));
        var last = shown.isEmpty() ? null : shown.getLast();
        var next =
                last == null || found.size() == shown.size()
                        ? null
                        : Cursors.encode(last.aggregate().purchase().placedAt(), last.id());
        return new Page<>(shown.stream().map(o -> views.view(o, caller)).toList(), next);
    }

    private List<Stored<Order>> found(OrderFilter filter, PageRequest page) {
        try {
            return queries.list(
                    filter, Cursors.position(page.cursor(), Position::new), page.limit() + 1);
        } catch (OrderQueries.TooWideException e) {
            throw ProblemException.of(422, "SEARCH_TOO_WIDE");
        }
    }

    private static @Nullable String text(String name, @Nullable String value) {
        if (value != null && Writing.length(value) > MAX_FILTER) {
            throw ProblemException.invalid(InputError.size(name, true, 0, MAX_FILTER));
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    /// Not even an empty one finds everybody's.
    private static @Nullable String id(String name, @Nullable String value) {
        var example = name.equals("merchantId") ? "mer_guoka" : "cus_alice";
        return Narrowed.text(
                name, value, Callers.LONGEST_ID, Callers::isId, InputError.form(name, example));
    }

    private static @Nullable String tail(@Nullable String digits) {
        if (digits != null && !FOUR_DIGITS.matcher(digits).matches()) {
            throw ProblemException.invalid(InputError.form("phoneTail", "0017"));
        }
        return digits;
    }

    /// The store knows no times far outside of ours.
    private static Instant storable(String name, Instant time) {
        if (!Limits.holds(time)) {
            throw ProblemException.invalid(InputError.range(name, Limits.EARLIEST, Limits.LATEST));
        }
        return time;
    }
}
