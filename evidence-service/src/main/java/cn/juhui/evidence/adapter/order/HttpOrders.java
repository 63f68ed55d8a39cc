package cn.juhui.evidence.adapter.order;

import cn.juhui.evidence.application.Orders;
import cn.juhui.evidence.domain.OrderSides;
import cn.juhui.platform.security.Callers;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Asks order-service with the caller's own token: order-service knows best who is a side of an order. A silent order-service costs
/// its time limit, and nothing at all while the breaker is open.
public final class HttpOrders implements Orders {

    private static final Logger LOG = LoggerFactory.getLogger(HttpOrders.class);

    private final RestClient http;
    private final CircuitBreaker breaker;

    public HttpOrders(RestClient http, CircuitBreaker breaker) {
        this.http = http;
        this.breaker = breaker;
    }

    /// What is read of order-service's answer.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record OrderView(String id, String customerId, String merchantId, @Nullable String orderNo) {}

    @Override
    public Answer sidesOf(String orderId) {
        try {
            return breaker.executeSupplier(() -> ask(orderId));
        } catch (RestClientException | CallNotPermittedException e) {
            LOG.warn("order-service can't be asked: {}", e.toString());
            return new Answer.Unavailable();
        }
    }

    private Answer ask(String orderId) {
        return http.get()
                .uri("/v1/orders/{orderId}", orderId)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + Callers.bearerToken())
                .exchange((request, response) -> {
                    var status = response.getStatusCode();
                    if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
                        return new Answer.NotFound();
                    }
                    var order =
                            status.isSameCodeAs(HttpStatus.OK)
                                    ? response.bodyTo(OrderView.class)
                                    : null;
                    if (order == null) {
                        throw new RestClientException("order-service said " + status);
                    }
                    return new Answer.Found(
                            new OrderSides(
                                    order.id(),
                                    order.customerId(),
                                    order.merchantId(),
                                    order.orderNo()));
                });
    }
}
