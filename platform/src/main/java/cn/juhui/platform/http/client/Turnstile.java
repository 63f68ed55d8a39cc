package cn.juhui.platform.http.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/// Lets so many questions to a neighbour through at once; the others wait their turn before their time limit begins. A crowd of
/// callers then waits a little, instead of making every question too slow and the neighbour look broken.
public final class Turnstile implements ClientHttpRequestInterceptor {

    private final Semaphore places;
    private final Duration patience;

    /// @param atOnce questions
    /// @param patience how long one waits to be let through
    Turnstile(int atOnce, Duration patience) {
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        enter();
        try {
            return execution.execute(request, body);
        } finally {
            places.release();
        }
    }

    private void enter() throws IOException {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("No turn within " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for a turn", e);
        }
    }
}
