package cn.juhui.refund.adapter.order;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.money.NameCheck;
import cn.juhui.platform.http.client.CallerClient;
import cn.juhui.platform.http.client.ServiceAwayException;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.refund.application.Orders;
import cn.juhui.refund.application.PayerNames;
import cn.juhui.refund.application.ServiceDownException;
import cn.juhui.refund.domain.Quote;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriBuilder;

/// Asks order-service in the caller's own name.
public final class HttpOrders implements Orders, PayerNames {

    private record Name(String holderName) {

        /// Without the name.
        @Override
        public String toString() {
            return "Name[…]";
        }
    }

    private record Checked(NameCheck result) {}

    private final CallerClient service;

    public HttpOrders(CallerClient service) {
        this.service = service;
    }

    @Override
    public Optional<Quote> quote(String orderId, RefundReason reason, List<String> cardIds) {
        try {
            return service.ask(http -> ask(http, orderId, reason, cardIds));
        } catch (ServiceAwayException e) {
            throw new ServiceDownException("order-service", e);
        }
    }

    @Override
    public NameCheck check(String orderId, String holderName) {
        try {
            return service.ask(http -> askPayer(http, orderId, holderName));
        } catch (ServiceAwayException e) {
            throw new ServiceDownException("order-service", e);
        }
    }

    private static NameCheck askPayer(RestClient http, String orderId, String holderName) {
        return http.post()
                .uri("/internal/orders/{orderId}/payer-checks", orderId)
                .contentType(MediaType.APPLICATION_JSON)
                .body(StateMapper.toJson(new Name(holderName)))
                .exchange((request, response) -> {
                    if (!response.getStatusCode().is2xxSuccessful()) {
                        throw CallerClient.unexpected(response);
                    }
                    var body = response.getBody().readAllBytes();
                    return StateMapper.fromJson(body, Checked.class).result();
                });
    }

    private static Optional<Quote> ask(
            RestClient http, String orderId, RefundReason reason, List<String> cardIds) {
        return http.get()
                .uri(uri -> uri(uri, orderId, reason, cardIds))
                .exchange((request, response) -> {
                    if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
                        return Optional.<Quote>empty();
                    }
                    if (!response.getStatusCode().is2xxSuccessful()) {
                        throw CallerClient.unexpected(response);
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
