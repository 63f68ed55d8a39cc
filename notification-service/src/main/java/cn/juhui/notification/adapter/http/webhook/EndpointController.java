package cn.juhui.notification.adapter.http.webhook;

import static cn.juhui.notification.adapter.http.webhook.MerchantAccess.merchantOf;

import cn.juhui.notification.adapter.http.webhook.EndpointRequests.ChangedEndpoint;
import cn.juhui.notification.adapter.http.webhook.EndpointRequests.NewEndpoint;
import cn.juhui.notification.adapter.http.webhook.EndpointRequests.RangeAgain;
import cn.juhui.notification.adapter.http.webhook.EndpointRequests.Rotation;
import cn.juhui.notification.application.webhook.Endpoints;
import cn.juhui.notification.application.webhook.ManageEndpoints;
import cn.juhui.notification.domain.webhook.Endpoint;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Answers;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/webhook-endpoints`: where a merchant's systems are told.
@RestController
@RequestMapping("/v1/webhook-endpoints")
final class EndpointController {

    private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private final Endpoints endpoints;
    private final ManageEndpoints manage;
    private final EndpointInput input;
    private final int perMerchant;

    EndpointController(
            Endpoints endpoints,
            ManageEndpoints manage,
            EndpointInput input,
            @Value("${juhui.webhooks.per-merchant:20}") int perMerchant) {
        this.endpoints = endpoints;
        this.manage = manage;
        this.input = input;
        this.perMerchant = perMerchant;
    }

    @PostMapping
    ResponseEntity<EndpointView> create(
            @Valid @RequestBody NewEndpoint request, Caller caller, RequestContext context) {
        var merchantId = merchantOf(caller);
        var types =
                input.checked(
                        request.url(), Objects.requireNonNullElse(request.eventTypes(), List.of()));
        var id = context.newId("whe");
        var endpoint =
                manage.create(
                        id,
                        merchantId,
                        request.url(),
                        types,
                        Objects.requireNonNullElse(request.description(), ""),
                        Boolean.TRUE.equals(request.cloudEvents()),
                        perMerchant);
        if (endpoint == null) {
            throw ProblemException.of(409, "TOO_MANY_ENDPOINTS", perMerchant);
        }
        return Answers.created(
                "/v1/webhook-endpoints/" + id,
                EndpointView.withSecret(endpoint),
                endpoint.version());
    }

    @GetMapping
    Page<EndpointView> list(PageRequest page, Caller caller) {
        var after = page.cursor() == null ? null : idOf(page.cursor());
        var found = endpoints.list(merchantOf(caller), after, page.limit() + 1);
        var more = found.size() > page.limit();
        var rows = more ? found.subList(0, page.limit()) : found;
        return new Page<>(
                rows.stream().map(EndpointView::of).toList(),
                more ? Cursors.encode(rows.getLast().id()) : null);
    }

    private static String idOf(String cursor) {
        var id = Cursors.decode(cursor, 1).getFirst();
        if (!Ids.isA("whe", id)) {
            throw Cursors.invalid();
        }
        return id;
    }

    @GetMapping("/{id}")
    ResponseEntity<EndpointView> show(@PathVariable String id, Caller caller) {
        return answer(find(id, caller));
    }

    @PatchMapping("/{id}")
    ResponseEntity<EndpointView> change(
            @PathVariable String id,
            @Valid @RequestBody ChangedEndpoint request,
            Caller caller,
            RequestContext context) {
        var sent =
                input.checked(
                        request.url(), Objects.requireNonNullElse(request.eventTypes(), List.of()));
        var before = current(id, caller, context);
        var types = request.eventTypes() == null ? before.eventTypes() : sent;
        var described =
                before.described(
                        Objects.requireNonNullElse(request.url(), before.url()),
                        types,
                        Objects.requireNonNullElse(request.description(), before.description()),
                        Objects.requireNonNullElse(request.cloudEvents(), before.cloudEvents()));
        var enabled = request.enabled();
        var changed = enabled == null ? described : described.switched(enabled);
        stored(before, changed);
        return answer(changed);
    }

    @DeleteMapping("/{id}")
    EndpointView remove(@PathVariable String id, Caller caller, RequestContext context) {
        var endpoint = current(id, caller, context);
        if (!manage.remove(endpoint.merchantId(), id)) {
            throw ProblemException.notFound();
        }
        return EndpointView.of(endpoint);
    }

    @PostMapping("/{id}/secret-rotation")
    ResponseEntity<EndpointView> rotate(
            @PathVariable String id,
            @Valid @RequestBody Rotation request,
            Caller caller,
            RequestContext context) {
        var overlap = Objects.requireNonNullElse(request.overlap(), USUAL_OVERLAP);
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw ProblemException.invalid(
                    InputError.range("/overlap", Duration.ZERO, LONGEST_OVERLAP));
        }
        var before = current(id, caller, context);
        if (manage.signing(before) >= Endpoint.MOST_SECRETS && !overlap.isZero()) {
            throw ProblemException.of(409, "TOO_MANY_SECRETS", Endpoint.MOST_SECRETS);
        }
        var changed = manage.rotated(before, overlap);
        stored(before, changed);
        return Answers.ok(EndpointView.withSecret(changed), changed.version());
    }

    @PostMapping("/{id}/test")
    ResponseEntity<DeliveryView> test(
            @PathVariable String id, Caller caller, RequestContext context) {
        var endpoint = enabled(id, caller);
        return ResponseEntity.accepted()
                .body(DeliveryView.of(manage.test(endpoint, context.newId("whd"))));
    }

    /// @param all whether also what was delivered
    record Resent(String endpointId, Instant from, Instant to, boolean all) {}

    @PostMapping("/{id}/redelivery")
    ResponseEntity<Resent> again(
            @PathVariable String id, @Valid @RequestBody RangeAgain request, Caller caller) {
        var endpoint = enabled(id, caller);
        if (!request.from().isBefore(request.to())) {
            throw ProblemException.invalid(
                    InputError.of("/to", "OUT_OF_RANGE", request.from()).as("above"));
        }
        var all = Boolean.TRUE.equals(request.all());
        if (!manage.replay(endpoint, request.from(), request.to(), all)) {
            throw ProblemException.of(409, "REDELIVERY_RUNNING");
        }
        return ResponseEntity.accepted().body(new Resent(id, request.from(), request.to(), all));
    }

    private void stored(Endpoint before, Endpoint changed) {
        if (!manage.change(before, changed)) {
            throw ProblemException.stale(
                    endpoints
                            .find(before.merchantId(), before.id())
                            .map(Endpoint::version)
                            .orElseThrow(ProblemException::notFound));
        }
    }

    private Endpoint enabled(String id, Caller caller) {
        var endpoint = find(id, caller);
        if (!endpoint.isEnabled()) {
            throw ProblemException.of(409, "ENDPOINT_DISABLED");
        }
        return endpoint;
    }

    /// The endpoint as the caller believes it to be.
    private Endpoint current(String id, Caller caller, RequestContext context) {
        var endpoint = find(id, caller);
        var expected = context.expected();
        if (expected != null && !expected.any().contains(endpoint.version())) {
            throw ProblemException.stale(endpoint.version());
        }
        return endpoint;
    }

    private Endpoint find(String id, Caller caller) {
        var merchantId = merchantOf(caller);
        if (!Ids.isA("whe", id)) {
            throw ProblemException.notFound();
        }
        return endpoints.find(merchantId, id).orElseThrow(ProblemException::notFound);
    }

    private static ResponseEntity<EndpointView> answer(Endpoint endpoint) {
        return Answers.ok(EndpointView.of(endpoint), endpoint.version());
    }
}
