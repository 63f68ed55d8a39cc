package cn.juhui.refund.adapter.payout;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.http.client.CallerClient;
import cn.juhui.platform.http.client.ServiceAwayException;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.refund.application.PayoutAccounts;
import cn.juhui.refund.application.ServiceDownException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/// Brings an account to payout-service in the customer's own name. The number is in the body of this one request, and nowhere else.
public final class HttpPayoutAccounts implements PayoutAccounts {

    private record Body(
            PaymentChannel channel, String account, String holderName, @Nullable String bankName) {

        /// Without the number.
        @Override
        public String toString() {
            return "Body[" + channel + "]";
        }
    }

    private record Kept(String accountRef) {}

    private final CallerClient service;

    public HttpPayoutAccounts(CallerClient service) {
        this.service = service;
    }

    @Override
    public Optional<String> keep(String payoutId, Details account) {
        try {
            return service.ask(http -> bring(http, payoutId, account));
        } catch (ServiceAwayException e) {
            throw new ServiceDownException("payout-service", e);
        }
    }

    private static Optional<String> bring(RestClient http, String payoutId, Details account) {
        var body =
                new Body(
                        account.channel(),
                        account.number().value(),
                        account.holderName(),
                        account.bankName());
        return http.post()
                .uri("/internal/payouts/{id}/accounts", payoutId)
                .contentType(MediaType.APPLICATION_JSON)
                .body(StateMapper.toJson(body))
                .exchange((request, response) -> {
                    var status = response.getStatusCode();
                    if (status.isSameCodeAs(HttpStatus.CONFLICT)) {
                        return Optional.<String>empty();
                    }
                    if (!status.isSameCodeAs(HttpStatus.CREATED)) {
                        throw CallerClient.unexpected(response);
                    }
                    var kept = StateMapper.fromJson(response.getBody().readAllBytes(), Kept.class);
                    return Optional.of(kept.accountRef());
                });
    }
}
