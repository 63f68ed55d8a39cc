package cn.juhui.order.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.application.delivery.ReportUsage;
import cn.juhui.order.application.delivery.ShipOrder;
import cn.juhui.order.domain.OrderCommand.ShippedCard;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What storefront and merchant report about cards: shipments and usage.
@RestController
@RequestMapping("/v1/orders/{orderId}")
final class DeliveryController {

    private final ShipOrder shipOrder;
    private final ReportUsage reportUsage;
    private final OrderAccess access;
    private final OrderViews views;

    DeliveryController(
            ShipOrder shipOrder, ReportUsage reportUsage, OrderAccess access, OrderViews views) {
        this.shipOrder = shipOrder;
        this.reportUsage = reportUsage;
        this.access = access;
        this.views = views;
    }

    /// @param cards which ones were delivered; no list for all, and an empty one is a mistake
    /// @param proof a reference to the delivery, such as the message's number
    record Shipment(
            @Nullable Instant shippedAt,
            @Nullable @Size(max = 200) String proof,
            @Nullable @Size(min = 1, max = 100) List<@NotNull @Valid Delivered> cards) {}

    /// @param codeHint only its last four characters are kept
    record Delivered(
            @NotBlank @Size(max = 64) String cardId, @Nullable @Size(max = 64) String codeHint) {}

    /// @param reportedAt when it is said to have happened
    /// @param text for the people who decide, where it is a claim
    /// @param proof a reference to the use, such as the redemption's number
    record Usage(
            @NotNull AmountInput remainingValue,
            @Nullable Instant reportedAt,
            @Nullable @Size(max = 500) String text,
            @Nullable @Size(max = 200) String proof) {}

    @PostMapping("/shipments")
    ResponseEntity<OrderView> ship(
            @PathVariable String orderId,
            @Valid @RequestBody(required = false) @Nullable Shipment request,
            Caller caller,
            RequestContext context) {
        OrderAccess.require(caller, Role.STOREFRONT, Role.MERCHANT);
        var loaded = access.find(orderId, caller);
        var order = loaded.stored().aggregate();
        var actor = OrderAccess.deliverer(caller, order);
        var shipment = request == null ? new Shipment(null, null, null) : request;
        var cards = shipment.cards() == null ? List.<Delivered>of() : shipment.cards();
        var handled =
                shipOrder.ship(
                        loaded,
                        cards.stream().map(c -> new ShippedCard(c.cardId(), c.codeHint())).toList(),
                        shipment.shippedAt(),
                        shipment.proof(),
                        context.cause(actor));
        return views.answer(handled, caller);
    }

    /// 200 where it is a fact, 202 where it is only kept as a claim: a merchant's word on a card that a refund has frozen.
    @PostMapping("/cards/{cardId}/usage")
    ResponseEntity<OrderView> use(
            @PathVariable String orderId,
            @PathVariable String cardId,
            @Valid @RequestBody Usage request,
            Caller caller,
            RequestContext context) {
        OrderAccess.require(caller, Role.STOREFRONT, Role.MERCHANT);
        var loaded = access.find(orderId, caller);
        var order = loaded.stored().aggregate();
        var actor = OrderAccess.deliverer(caller, order);
        var handled =
                reportUsage.report(
                        loaded,
                        new ReportUsage.Report(
                                cardId,
                                request.remainingValue().in(order.currency()),
                                request.reportedAt(),
                                request.text(),
                                request.proof()),
                        context.cause(actor));
        var answer = views.answer(handled, caller);
        return ReportUsage.isClaim(order, cardId, actor.role())
                ? ResponseEntity.accepted().headers(answer.getHeaders()).body(answer.getBody())
                : answer;
    }
}
