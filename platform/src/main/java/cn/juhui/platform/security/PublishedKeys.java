package cn.juhui.platform.security;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A key set over HTTP, whole and within a time limit, or not at all.
final class PublishedKeys implements KeySource {

    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    /// From the first byte asked to the last one answered.
    private static final Duration IN_ALL = Duration.ofSeconds(5);

    private static final int MOST_BYTES = 512 * 1024;

    private final HttpRequest request;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TO_CONNECT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    PublishedKeys(String uri) {
        this.request =
                HttpRequest.newBuilder(URI.create(uri))
                        .header("Accept", "application/jwk-set+json, application/json")
                        .build();
    }

    @Override
    public JWKSet read() throws Exception {
        var answer =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return keys(answer.get(IN_ALL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("No whole answer within " + IN_ALL, e);
        } finally {
            answer.cancel(true);
        }
    }

    /// The JDK's client has no words for a host that isn't known.
    private static String reason(@Nullable Throwable cause) {
        for (var deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof UnresolvedAddressException) {
                return "unknown host";
            }
        }
        return String.valueOf(cause);
    }

    /// A set without keys is no answer either: it would refuse everybody.
    private static JWKSet keys(HttpResponse<byte[]> answer) throws Exception {
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        var keys = JWKSet.parse(new String(answer.body(), StandardCharsets.UTF_8));
        if (keys.isEmpty()) {
            throw new IOException("an answer without keys");
        }
        return keys;
    }
}
