package cn.juhui.platform.http.client;

import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.security.Callers;
import cn.juhui.platform.trace.TraceContext;
import cn.juhui.platform.trace.Tracing;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;

/// Asks another service of the house, in nobody's name, by its inner doors (`/internal/…`).
///
/// These doors say "there is no such thing" in words, with 200. Everything else, 404 too (an older version without that door),
/// is no answer: who asks knows nothing and asks again later.
public final class ServiceClient implements AutoCloseable {

    /// Who doesn't even accept in this time is asked once more after the other instances.
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    /// Enough to keep a service on a few cores busy.
    private static final int AT_ONCE = 24;

    /// Shorter than the gateway waits for us.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<URI> urls;
    private final Tracing tracing;
    private final Instances instances;
    private final List<CloseableHttpClient> opened = new CopyOnWriteArrayList<>();
    private final RestClient http;

    /// @param urls its instances, at least one
    /// @param timeLimit for one answer
    public ServiceClient(List<URI> urls, Duration timeLimit) {
        this(urls, timeLimit, Tracing.OFF);
    }

    /// @param tracing where the questions are seen
    public ServiceClient(List<URI> urls, Duration timeLimit, Tracing tracing) {
        this.tracing = tracing;
        this.urls = List.copyOf(urls);
        this.instances = new Instances(urls);
        this.http = client(timeLimit).build();
    }

    /// For questions in the name of the caller who waits, whose token is shown.
    ///
    /// @param breaker its name
    /// @param timeLimit for one answer
    CallerClient asked(String breaker, Duration timeLimit) {
        var withToken =
                client(timeLimit)
                        .requestInterceptor((request, body, execution) -> {
                            request.getHeaders().setBearerAuth(Callers.bearerToken());
                            return execution.execute(request, body);
                        });
        return new CallerClient(breaker, withToken.build());
    }

    private RestClient.Builder client(Duration timeLimit) {
        var connections = Connections.open(AT_ONCE, TO_CONNECT, timeLimit);
        opened.add(connections);
        var requests = new HttpComponentsClientHttpRequestFactory(connections);
        return RestClient.builder()
                .baseUrl(urls.getFirst())
                .requestFactory(requests)
                .requestInterceptor(new Turnstile(AT_ONCE, PATIENCE))
                .requestInterceptor(this::ask)
                .requestInterceptor(new InstancesInterceptor(instances));
    }

    private ClientHttpResponse ask(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        var story = TraceContext.current();
        var span = tracing.begin(Tracing.Kind.CLIENT, request.getMethod().name(), story);
        if (span != null) {
            story = span.traceparent();
        }
        if (story != null) {
            request.getHeaders().set("traceparent", story);
        }
        try {
            return execution.execute(request, body);
        } catch (IOException | RuntimeException e) {
            if (span != null) {
                span.failed(e);
            }
            throw e;
        } finally {
            if (span != null) {
                span.set("server.address", request.getURI().getAuthority());
                span.end();
            }
        }
    }

    /// @param path with `{}` variables
    /// @throws ServiceAwayException when there is no usable answer
    public <T> T get(Class<T> type, String path, Object... variables) {
        return answer(type, http.get().uri(path, variables));
    }

    /// Something without a body that may be done twice.
    ///
    /// @param path with `{}` variables
    /// @throws ServiceAwayException when there is no usable answer
    public <T> T post(Class<T> type, String path, Object... variables) {
        return answer(type, http.post().uri(path, variables));
    }

    private static <T> T answer(Class<T> type, RestClient.RequestHeadersSpec<?> question) {
        try {
            return question.exchange((request, response) -> {
                if (!response.getStatusCode().is2xxSuccessful()) {
                    throw new RestClientException("The answer was " + response.getStatusCode());
                }
                return StateMapper.fromJson(response.getBody().readAllBytes(), type);
            });
        } catch (RestClientException | JacksonException e) {
            throw new ServiceAwayException(e);
        }
    }

    @Override
    public void close() {
        instances.close();
        opened.forEach(connections -> connections.close(CloseMode.GRACEFUL));
    }
}
