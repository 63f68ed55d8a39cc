package cn.juhui.notification.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lines of a live stream, as a browser gets them.
final class LiveStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String END = "\u0000end";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final HttpResponse<InputStream> answer;

    LiveStream(HttpResponse<InputStream> answer) {
        this.answer = answer;
    }

    /// @param headers name, value, name, value …
    static LiveStream open(int port, String token, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/v1/notifications/stream"))
                        .header("Authorization", "Bearer " + token);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var live = new LiveStream(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
        assertThat(live.answer.statusCode()).isEqualTo(200);
        Thread.ofVirtual().start(live::collect);
        live.next(":");
        return live;
    }

    private void collect() {
        try (var reader =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
            lines.add(END);
        } catch (IOException e) {
            lines.add("broken");
        }
    }

    /// The rest of the next line that begins so.
    String next(String beginning) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var line = lines.poll(1, TimeUnit.SECONDS);
            if (line != null && line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new AssertionError("No line begins with " + beginning);
    }

    /// The rest of the next line that begins so, if there is one within the time.
    @Nullable String next(String beginning, Duration within) throws InterruptedException {
        var end = System.nanoTime() + within.toNanos();
        for (var left = within.toNanos(); left > 0; left = end - System.nanoTime()) {
            var line = lines.poll(left, TimeUnit.NANOSECONDS);
            if (line != null && line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        return null;
    }

    /// Until the server has ended it in good order.
    void awaitEnd() throws InterruptedException {
        assertThat(next(END)).isEmpty();
    }

    @Override
    public void close() throws IOException {
        answer.body().close();
    }
}
