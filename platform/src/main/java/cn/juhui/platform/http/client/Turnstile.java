package cn.juhui.platform.http.client;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/// Lets so many questions to a service through at once; the others wait their turn before their time limit begins. A crowd of
/// callers then waits a little, instead of making every question too slow and the service look broken.
final class Turnstile implements ClientHttpRequestInterceptor {

    private final Bulkhead bulkhead;

    /// @param atOnce questions
    /// @param patience how long one waits to be let through
    Turnstile(int atOnce, Duration patience) {
        this.bulkhead =
                Bulkhead.of(
                        "turnstile",
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(atOnce)
                                .maxWaitDuration(patience)
                                .fairCallHandlingStrategyEnabled(true)
                                .build());
    }

    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        enter();
        try {
            return execution.execute(request, body);
        } finally {
            bulkhead.onComplete();
        }
    }

    private void enter() throws IOException {
        try {
            bulkhead.acquirePermission();
        } catch (BulkheadFullException e) {
            throw new IOException("No turn in time", e);
        } catch (IllegalStateException e) {
            throw new IOException("Interrupted while waiting for a turn", e);
        }
    }
}
