package cn.juhui.refund.adapter.evidence;

import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.security.Callers;
import cn.juhui.refund.application.EvidenceFiles;
import cn.juhui.refund.application.ServiceDownException;
import cn.juhui.refund.domain.Quote;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;

/// Asks evidence-service in the caller's own name.
public final class HttpEvidenceFiles implements EvidenceFiles {

    private final RestClient http;
    private final CircuitBreaker breaker;

    public HttpEvidenceFiles(RestClient http, CircuitBreaker breaker) {
        this.http = http;
        this.breaker = breaker;
    }

    @Override
    public List<Quote.Evidence> find(List<String> ids) {
        try {
            return breaker.executeSupplier(() -> ask(ids));
        } catch (RestClientException | JacksonException | CallNotPermittedException e) {
            throw new ServiceDownException("evidence-service", e);
        }
    }

    private List<Quote.Evidence> ask(List<String> ids) {
        var found =
                http.get()
                        .uri(uri ->
                                uri.path("/internal/evidence")
                                        .queryParam("ids", String.join(",", ids))
                                        .build())
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + Callers.bearerToken())
                        .retrieve()
                        .body(byte[].class);
        return found == null
                ? List.of()
                : List.of(StateMapper.fromJson(found, Quote.Evidence[].class));
    }
}
