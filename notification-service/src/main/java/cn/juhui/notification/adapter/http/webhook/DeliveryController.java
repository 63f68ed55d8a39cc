package cn.juhui.notification.adapter.http.webhook;

import static cn.juhui.notification.adapter.http.webhook.MerchantAccess.merchantOf;

import cn.juhui.notification.application.webhook.Deliveries;
import cn.juhui.notification.application.webhook.Endpoints;
import cn.juhui.notification.application.webhook.ManageEndpoints;
import cn.juhui.notification.domain.webhook.Delivery;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.FromQuery;
import cn.juhui.platform.http.request.Narrowed;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/webhook-deliveries`: what was sent to a merchant's endpoints, and what came of it.
@RestController
@RequestMapping("/v1/webhook-deliveries")
final class DeliveryController {

    private final Deliveries deliveries;
    private final Endpoints endpoints;
    private final ManageEndpoints manage;

    DeliveryController(Deliveries deliveries, Endpoints endpoints, ManageEndpoints manage) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.manage = manage;
    }

    /// Which ones a list is to have.
    @FromQuery
    record Query(
            @Nullable String endpointId,
            @Nullable String eventId,
            @Nullable String state,
            @Nullable String type) {

        private static final Predicate<String> EVENT_ID =
                Pattern.compile("evt_[0-9a-z_]{1,64}").asMatchPredicate();
        private static final Predicate<String> TYPE =
                Pattern.compile("[a-z]+\\.[a-z_]+").asMatchPredicate();

        Deliveries.Filter filter() {
            return new Deliveries.Filter(
                    Narrowed.text(
                            "endpointId",
                            endpointId,
                            36,
                            id -> Ids.isA("whe", id),
                            InputError.form("endpointId", "whe_019ac0a3c4d57e8f9a0b1c2d3e4f5a6b")),
                    Narrowed.text(
                            "eventId",
                            eventId,
                            68,
                            EVENT_ID,
                            InputError.form("eventId", "evt_019ac0a3c4d57e8f9a0b1c2d3e4f5a6b")),
                    stateOf(state),
                    Narrowed.text(
                            "type", type, 100, TYPE, InputError.form("type", "refund.completed")));
        }

        private static Delivery.@Nullable State stateOf(@Nullable String name) {
            if (name == null) {
                return null;
            }
            return Arrays.stream(Delivery.State.values())
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            ProblemException.invalid(
                                    InputError.notOneOf(
                                            "state", List.of(Delivery.State.values()))));
        }
    }

    @GetMapping
    Page<DeliveryView> list(Query query, PageRequest page, Caller caller) {
        var before = page.cursor() == null ? null : idOf(page.cursor());
        var found = deliveries.list(merchantOf(caller), query.filter(), before, page.limit() + 1);
        var more = found.size() > page.limit();
        var rows = more ? found.subList(0, page.limit()) : found;
        return new Page<>(
                rows.stream().map(DeliveryView::of).toList(),
                more ? Cursors.encode(rows.getLast().id()) : null);
    }

    private static String idOf(String cursor) {
        var id = Cursors.decode(cursor, 1).getFirst();
        if (!Ids.isA("whd", id)) {
            throw Cursors.invalid();
        }
        return id;
    }

    @GetMapping("/{id}")
    DeliveryView show(@PathVariable String id, Caller caller) {
        return DeliveryView.of(find(id, caller));
    }

    /// Sends it once more, or at once where it waits for its next try.
    @PostMapping("/{id}/redelivery")
    ResponseEntity<DeliveryView> again(@PathVariable String id, Caller caller) {
        var delivery = find(id, caller);
        var endpoint =
                endpoints
                        .find(delivery.merchantId(), delivery.endpointId())
                        .orElseThrow(ProblemException::notFound);
        if (!endpoint.isEnabled()) {
            throw ProblemException.of(409, "ENDPOINT_DISABLED");
        }
        var again = manage.again(delivery);
        while (again == null) {
            again = manage.again(find(id, caller));
        }
        return ResponseEntity.accepted().body(DeliveryView.of(again));
    }

    private Delivery find(String id, Caller caller) {
        var merchantId = merchantOf(caller);
        if (!Ids.isA("whd", id)) {
            throw ProblemException.notFound();
        }
        return deliveries.find(merchantId, id).orElseThrow(ProblemException::notFound);
    }
}
