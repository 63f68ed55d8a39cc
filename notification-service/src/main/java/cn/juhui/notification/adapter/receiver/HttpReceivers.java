package cn.juhui.notification.adapter.receiver;

import cn.juhui.notification.application.webhook.Receivers;
import cn.juhui.notification.domain.webhook.Delivery;
import cn.juhui.notification.domain.webhook.Endpoint;
import cn.juhui.notification.domain.webhook.TargetUrl;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Sends requests to merchants' systems: only where [TargetUrl] and [CheckedAddresses] allow it, following no redirects, through no proxy, and for fifteen seconds at most, however slowly the other side speaks.
public final class HttpReceivers implements Receivers, AutoCloseable {

    /// All endpoints together; each has a few only.
    private static final int CONNECTIONS = 20_000;

    private final TargetUrl targets;
    private final CheckedAddresses addresses;
    private final Duration timeOut;
    private final CloseableHttpClient http;
    private final Counter delivered;
    private final Counter refused;
    private final Counter unanswered;
    private final ScheduledExecutorService ends =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("webhook-ends").factory());

    /// @param timeOut for a request with its answer
    public HttpReceivers(TargetUrl targets, Duration timeOut, MeterRegistry meters) {
        this(targets, timeOut, InetAddress::getAllByName, meters);
    }

    HttpReceivers(
            TargetUrl targets,
            Duration timeOut,
            CheckedAddresses.Names names,
            MeterRegistry meters) {
        this.targets = targets;
        this.timeOut = timeOut;
        this.addresses = new CheckedAddresses(names, targets.loopback());
        this.delivered = attempts("delivered", meters);
        this.refused = attempts("refused", meters);
        this.unanswered = attempts("unanswered", meters);
        var limit = Timeout.of(timeOut);
        this.http =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(addresses)
                                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                                        .setMaxConnTotal(CONNECTIONS)
                                        .setMaxConnPerRoute(CONNECTIONS)
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(limit)
                                                        .setSocketTimeout(limit)
                                                        .setTimeToLive(TimeValue.ofMinutes(1))
                                                        .setValidateAfterInactivity(
                                                                TimeValue.ofSeconds(1))
                                                        .build())
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setResponseTimeout(limit)
                                        .setConnectionRequestTimeout(limit)
                                        .setProtocolUpgradeEnabled(false)
                                        .build())
                        .evictExpiredConnections()
                        .evictIdleConnections(TimeValue.ofSeconds(30))
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableContentCompression()
                        .build();
    }

    private static Counter attempts(String outcome, MeterRegistry meters) {
        return Counter.builder("juhui.webhooks.attempts")
                .description("Requests to merchants' systems, by what came of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public @Nullable String faultOf(String url) {
        try {
            var uri = URI.create(url);
            if (!targets.isThisMachine(uri)) {
                var unused = addresses.resolve(uri.getHost());
            }
            return null;
        } catch (UnknownHostException e) {
            return code(e);
        }
    }

    @Override
    public Answer send(Endpoint endpoint, Delivery delivery, Instant now) {
        return send(SignedRequest.of(endpoint, delivery, now));
    }

    Answer send(SignedRequest request) {
        var answer =
                targets.faultOf(request.url()) == null ? exchange(request) : wrong("URL_REFUSED");
        if (answer.status() == null) {
            unanswered.increment();
        } else if (answer.status() >= 200 && answer.status() < 300) {
            delivered.increment();
        } else {
            refused.increment();
        }
        return answer;
    }

    private static Answer wrong(String error) {
        return new Answer(null, error, null, null);
    }

    private Answer exchange(SignedRequest request) {
        var post = new HttpPost(request.url());
        request.headers().forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(request.body(), null));
        var late = new AtomicBoolean();
        var end =
                ends.schedule(
                        () -> {
                            late.set(true);
                            post.cancel();
                        },
                        timeOut.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            return http.execute(
                    post,
                    response -> {
                        var read = Answers.read(response);
                        if (!read.whole()) {
                            // A connection that would have to be read to its end is given up.
                            post.cancel();
                            throw new RestUnreadException(read.answer());
                        }
                        return read.answer();
                    });
        } catch (RestUnreadException e) {
            return e.answer;
        } catch (IOException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("This process ends", e);
            }
            return wrong(late.get() ? "TIMED_OUT" : code(e));
        } finally {
            end.cancel(false);
        }
    }

    private static String code(Exception e) {
        return switch (e) {
            case CheckedAddresses.NotPublicException _ -> "ADDRESS_NOT_PUBLIC";
            case UnknownHostException _ -> "HOST_UNKNOWN";
            case InterruptedIOException _ -> "TIMED_OUT";
            case ConnectException _ -> "CONNECTION_REFUSED";
            case SSLException _ -> "TLS_FAILED";
            default -> "CONNECTION_FAILED";
        };
    }

    /// What was read is enough.
    private static final class RestUnreadException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        RestUnreadException(Answer answer) {
            super("The rest of the answer is nobody's business", null, false, false);
            this.answer = answer;
        }
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
        ends.shutdownNow();
    }
}
