package cn.juhui.refund.adapter.order;

import cn.juhui.contracts.EventTypes;
import cn.juhui.contracts.NameCheck;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.platform.journal.StateMapper;
import cn.juhui.platform.security.Callers;
import cn.juhui.refund.application.Holds;
import cn.juhui.refund.application.Orders;
import cn.juhui.refund.application.PayerNames;
import cn.juhui.refund.application.ServiceDownException;
import cn.juhui.refund.domain.Quote;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriBuilder;
import tools.jackson.core.JacksonException;

/// Asks order-service in the caller's own name; about holds nobody's, for it is the clock that asks. A slow or silent order-service costs its time limit at most, and nothing at all
/// while the breaker is open.
public final class HttpOrders implements Orders, PayerNames, Holds {

    private record Name(String holderName) {

        /// Without the name.
        @Override
        public String toString() {
            return "Name[…]";
        }
    }

    private record Checked(NameCheck result) {}

    /// @param type of the event that answered
    /// @param event its data
    private record Answered(@Nullable String type, Map<String, Object> event) {}

    private final RestClient http;
    private final CircuitBreaker breaker;

    public HttpOrders(RestClient http, CircuitBreaker breaker) {
        this.http = http;
        this.breaker = breaker;
    }

    @Override
    public Optional<Quote> quote(String orderId, RefundReason reason, List<String> cardIds) {
        try {
            return breaker.executeSupplier(() -> ask(orderId, reason, cardIds));
        } catch (RestClientException | JacksonException | CallNotPermittedException e) {
            throw new ServiceDownException("order-service", e);
        }
    }

    @Override
    public NameCheck check(String orderId, String holderName) {
        try {
            return breaker.executeSupplier(() -> askPayer(orderId, holderName));
        } catch (RestClientException | JacksonException | CallNotPermittedException e) {
            throw new ServiceDownException("order-service", e);
        }
    }

    @Override
    public Optional<OrderEvent> answer(String orderId, String refundId) {
        try {
            return breaker.executeSupplier(() -> askHold(orderId, refundId));
        } catch (RestClientException
                | JacksonException
                | IllegalArgumentException
                | CallNotPermittedException e) {
            throw new ServiceDownException("order-service", e);
        }
    }

    private Optional<OrderEvent> askHold(String orderId, String refundId) {
        return http.get()
                .uri("/internal/orders/{orderId}/holds/{refundId}", orderId, refundId)
                .exchange((request, response) -> {
                    if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
                        return Optional.<OrderEvent>empty();
                    }
                    if (!response.getStatusCode().is2xxSuccessful()) {
                        throw new RestClientException(
                                "order-service said " + response.getStatusCode());
                    }
                    return event(
                            StateMapper.fromJson(
                                    response.getBody().readAllBytes(), Answered.class));
                });
    }

    /// Empty for a type that this version doesn't know.
    private static Optional<OrderEvent> event(Answered answered) {
        var type = answered.type() == null ? null : EventTypes.all().get(answered.type());
        return type != null
                        && StateMapper.fromTree(answered.event(), type) instanceof OrderEvent event
                ? Optional.of(event)
                : Optional.empty();
    }

    private NameCheck askPayer(String orderId, String holderName) {
        return http.post()
                .uri("/internal/orders/{orderId}/payer-checks", orderId)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + Callers.bearerToken())
                .contentType(MediaType.APPLICATION_JSON)
                .body(StateMapper.toJson(new Name(holderName)))
                .exchange((request, response) -> {
                    if (!response.getStatusCode().is2xxSuccessful()) {
                        throw new RestClientException(
                                "order-service said " + response.getStatusCode());
                    }
                    var body = response.getBody().readAllBytes();
                    return StateMapper.fromJson(body, Checked.class).result();
                });
    }

    private Optional<Quote> ask(String orderId, RefundReason reason, List<String> cardIds) {
        return http.get()
                .uri(uri -> uri(uri, orderId, reason, cardIds))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + Callers.bearerToken())
                .exchange((request, response) -> {
                    if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
                        return Optional.<Quote>empty();
                    }
                    if (response.getStatusCode().is4xxClientError()) {
                        throw new HttpClientErrorException(response.getStatusCode());
                    }
                    if (!response.getStatusCode().is2xxSuccessful()) {
                        throw new RestClientException(
                                "order-service said " + response.getStatusCode());
                    }
                    return Optional.of(
                            StateMapper.fromJson(response.getBody().readAllBytes(), Quote.class));
                });
    }

    private static URI uri(
            UriBuilder uri, String orderId, RefundReason reason, List<String> cardIds) {
        uri.path("/internal/orders/{orderId}/refund-quote").queryParam("reason", reason);
        if (!cardIds.isEmpty()) {
            uri.queryParam("cardIds", String.join(",", cardIds));
        }
        return uri.build(orderId);
    }
}
