package cn.juhui.refund.adapter.evidence;

import cn.juhui.platform.journal.StateMapper;
import cn.juhui.platform.security.Callers;
import cn.juhui.refund.application.Exhibits;
import cn.juhui.refund.application.ServiceDownException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;

/// Asks evidence-service in the caller's own name.
public final class HttpExhibits implements Exhibits {

    private static final int MAX_BYTES = 32 * 1024 * 1024;
    private static final Map<String, String> EXTENSIONS =
            Map.of("image/png", "png", "image/jpeg", "jpg");

    private final RestClient http;
    private final CircuitBreaker breaker;

    public HttpExhibits(RestClient http, CircuitBreaker breaker) {
        this.http = http;
        this.breaker = breaker;
    }

    private record Conversation(List<Message> data) {}

    /// A case that evidence-service hasn't heard of yet has no conversation either.
    @Override
    public List<Message> messages(String refundId) {
        return ask("/internal/refunds/{id}/messages", refundId, HttpExhibits::conversation)
                .map(Conversation::data)
                .orElse(List.of());
    }

    private static Conversation conversation(ClientHttpResponse answer) throws IOException {
        return StateMapper.fromJson(bytes(answer), Conversation.class);
    }

    @Override
    public Optional<Exhibit> find(String evidenceId) {
        return ask(
                "/v1/evidence/{id}",
                evidenceId,
                answer -> StateMapper.fromJson(bytes(answer), Exhibit.class));
    }

    @Override
    public Optional<Picture> shown(String evidenceId) {
        return ask("/internal/evidence/{id}/shown", evidenceId, HttpExhibits::picture);
    }

    @Override
    public Optional<Picture> thumbnail(String evidenceId) {
        return ask("/v1/evidence/{id}/thumbnail", evidenceId, HttpExhibits::picture);
    }

    private static Picture picture(ClientHttpResponse answer) throws IOException {
        var mediaType = String.valueOf(answer.getHeaders().getContentType());
        var extension = EXTENSIONS.get(mediaType);
        if (extension == null) {
            throw new RestClientException("evidence-service sent " + mediaType);
        }
        return new Picture(mediaType, extension, bytes(answer));
    }

    private static byte[] bytes(ClientHttpResponse answer) throws IOException {
        var bytes = answer.getBody().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new RestClientException("evidence-service sent too much");
        }
        return bytes;
    }

    private interface Reading<T> {
        T read(ClientHttpResponse answer) throws IOException;
    }

    private <T> Optional<T> ask(String path, String id, Reading<T> reading) {
        try {
            return breaker.executeSupplier(() -> exchange(path, id, reading));
        } catch (RestClientException | JacksonException | CallNotPermittedException e) {
            throw new ServiceDownException("evidence-service", e);
        }
    }

    private <T> Optional<T> exchange(String path, String id, Reading<T> reading) {
        return http.get()
                .uri(path, id)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + Callers.bearerToken())
                .exchange((_, answer) -> {
                    var status = answer.getStatusCode();
                    if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
                        return Optional.<T>empty();
                    }
                    if (status.is4xxClientError()) {
                        throw new HttpClientErrorException(status);
                    }
                    if (!status.is2xxSuccessful()) {
                        throw new RestClientException("evidence-service said " + status);
                    }
                    return Optional.of(reading.read(answer));
                });
    }
}
