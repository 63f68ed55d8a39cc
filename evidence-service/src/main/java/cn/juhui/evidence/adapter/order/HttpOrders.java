package cn.juhui.evidence.adapter.order;

import cn.juhui.evidence.application.Orders;
import cn.juhui.evidence.domain.OrderSides;
import cn.juhui.platform.http.client.CallerClient;
import cn.juhui.platform.http.client.ServiceAwayException;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClient;

/// Asks order-service with the caller's own token: order-service knows best who is a side of an order. A silent order-service costs
/// its time limit, and nothing at all while the breaker is open.
public final class HttpOrders implements Orders {

    private static final Logger LOG = LoggerFactory.getLogger(HttpOrders.class);

    private final CallerClient service;

    public HttpOrders(CallerClient service) {
        this.service = service;
    }

    /// What is read of order-service's answer.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record OrderView(String id, String customerId, String merchantId, @Nullable String orderNo) {}

    @Override
    public Answer sidesOf(String orderId) {
        try {
            return service.ask(http -> ask(http, orderId));
        } catch (ServiceAwayException e) {
            LOG.warn("order-service can't be asked: {}", e.toString());
            return new Answer.Unavailable();
        }
    }

    private static Answer ask(RestClient http, String orderId) {
        return http.get()
                .uri("/v1/orders/{orderId}", orderId)
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
                        throw CallerClient.unexpected(response);
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
