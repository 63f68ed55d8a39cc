package cn.juhui.refund.adapter.evidence;

import cn.juhui.platform.http.client.CallerClient;
import cn.juhui.platform.http.client.ServiceAwayException;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.refund.application.ServiceDownException;
import cn.juhui.refund.application.dossier.Exhibits;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Asks evidence-service in the caller's own name.
public final class HttpExhibits implements Exhibits {

    private static final int MAX_BYTES = 32 * 1024 * 1024;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int NO_LONGER = 410;
    private static final int UNAVAILABLE = 503;
    private static final Map<String, String> EXTENSIONS =
            Map.of("image/png", "png", "image/jpeg", "jpg");

    private final CallerClient service;

    public HttpExhibits(CallerClient service) {
        this.service = service;
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
    public Look shown(String evidenceId) {
        return look("/internal/evidence/{id}/shown", evidenceId);
    }

    @Override
    public Look thumbnail(String evidenceId) {
        return look("/v1/evidence/{id}/thumbnail", evidenceId);
    }

    /// A picture that can't be shown is no failure: the answer says why.
    private Look look(String path, String id) {
        return asked(http -> get(http, path, id, HttpExhibits::look));
    }

    private static Look look(ClientHttpResponse answer) throws IOException {
        return switch (answer.getStatusCode().value()) {
            case OK -> picture(answer);
            case NOT_FOUND -> new Look.None(Absence.GONE);
            case CONFLICT -> new Look.None(Absence.NOT_EXAMINED);
            case NO_LONGER -> new Look.None(Absence.INFECTED);
            case UNAVAILABLE -> new Look.None(Absence.AWAY);
            default -> throw CallerClient.unexpected(answer);
        };
    }

    private static Look picture(ClientHttpResponse answer) throws IOException {
        var mediaType = String.valueOf(answer.getHeaders().getContentType());
        var extension = EXTENSIONS.get(mediaType);
        if (extension == null) {
            throw new RestClientException("evidence-service sent " + mediaType);
        }
        return new Look.Picture(mediaType, extension, bytes(answer));
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
        return asked(http ->
                get(
                        http,
                        path,
                        id,
                        answer ->
                                switch (answer.getStatusCode().value()) {
                                    case OK -> Optional.of(reading.read(answer));
                                    case NOT_FOUND -> Optional.<T>empty();
                                    default -> throw CallerClient.unexpected(answer);
                                }));
    }

    private <T> T asked(Function<RestClient, T> call) {
        try {
            return service.ask(call);
        } catch (ServiceAwayException e) {
            throw new ServiceDownException("evidence-service", e);
        }
    }

    private static <T> T get(RestClient http, String path, String id, Reading<T> reading) {
        return Objects.requireNonNull(
                http.get().uri(path, id).exchange((_, answer) -> reading.read(answer)));
    }
}
