package cn.juhui.refund.adapter.order;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.money.NameCheck;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.security.Callers;
import cn.juhui.refund.application.Orders;
import cn.juhui.refund.application.PayerNames;
import cn.juhui.refund.application.ServiceDownException;
import cn.juhui.refund.domain.Quote;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriBuilder;
import tools.jackson.core.JacksonException;

/// Asks order-service in the caller's own name. A slow or silent order-service costs its time limit at most, and nothing at all
/// while the breaker is open.
public final class HttpOrders implements Orders, PayerNames {

    private record Name(String holderName) {

        /// Without the name.
        @Override
        public String toString() {
            return "Name[…]";
        }
    }

    private record Checked(NameCheck result) {}

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
