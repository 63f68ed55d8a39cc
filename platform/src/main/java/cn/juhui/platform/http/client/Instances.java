package cn.juhui.platform.http.client;

import cn.juhui.platform.http.ReadinessController;
import cn.juhui.platform.resilience.Ticker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/// The instances of a service, asked in turn. Where there are several, one that says it is not ready, or can't be reached, is
/// passed over until it is ready again; when none is, all are tried. What could not even be connected is sent to the next
/// instance, and once more to each: one that leaves refuses while one that is only busy is slow to say yes. What broke off in the
/// middle is sent again only where twice does the same as once.
public final class Instances implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final List<URI> addresses;
    private final UnaryOperator<URI> readiness;
    private final Set<URI> away = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(1))
                    .build();
    private final @Nullable Ticker ticker;

    /// One try at one instance.
    @FunctionalInterface
    public interface Attempt<T, E extends Exception> {
        T at(URI instance) throws E;
    }

    /// @param addresses base addresses, at least one
    public Instances(List<URI> addresses) {
        this(addresses, instance -> instance.resolve(ReadinessController.PATH));
    }

    /// @param addresses base addresses, at least one
    /// @param readiness where to ask whether an instance is ready
    public Instances(List<URI> addresses, UnaryOperator<URI> readiness) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("A service without an address");
        }
        this.addresses = List.copyOf(addresses);
        this.readiness = readiness;
        this.ticker =
                addresses.size() == 1
                        ? null
                        : new Ticker("instances-" + addresses, LOOK_EVERY, this::look);
    }

    /// Asks one instance after the other until one can be reached.
    ///
    /// @param repeatable whether asking twice does the same as asking once
    public <T, E extends Exception> T ask(boolean repeatable, Attempt<T, E> attempt) throws E {
        var instances = inTurn();
        var single = instances.size() == 1;
        for (int tries = 1; ; tries++) {
            var instance = instances.get((tries - 1) % instances.size());
            try {
                return attempt.at(instance);
            } catch (Exception e) {
                var unreached = isUnreached(e);
                if (unreached && !single) {
                    away.add(instance);
                }
                var again =
                        unreached
                                ? !single && tries < 2 * instances.size()
                                : repeatable
                                        && brokeOff(e)
                                        && tries < Math.max(2, instances.size());
                if (!again) {
                    throw e;
                }
            }
        }
    }

    /// Those that are ready first, each beginning where the last request did not.
    private List<URI> inTurn() {
        var first = Math.floorMod(turn.getAndIncrement(), addresses.size());
        var ready = new ArrayList<URI>();
        var notReady = new ArrayList<URI>();
        for (int i = 0; i < addresses.size(); i++) {
            var instance = addresses.get((first + i) % addresses.size());
            (away.contains(instance) ? notReady : ready).add(instance);
        }
        ready.addAll(notReady);
        return ready;
    }

    private void look() {
        for (var instance : addresses) {
            if (isReady(instance)) {
                away.remove(instance);
            } else {
                away.add(instance);
            }
        }
    }

    private boolean isReady(URI instance) {
        try {
            var request =
                    HttpRequest.newBuilder(readiness.apply(instance))
                            .timeout(Duration.ofSeconds(2))
                            .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Whether nothing of the request can have arrived.
    private static boolean isUnreached(Exception failure) {
        return switch (ioCause(failure)) {
            case ConnectException _,
                    HttpConnectTimeoutException _,
                    ConnectTimeoutException _,
                    UnknownHostException _ ->
                    true;
            case null, default -> false;
        };
    }

    /// Whether the connection ended before the answer did; a time-out is no such end.
    private static boolean brokeOff(Exception failure) {
        var cause = ioCause(failure);
        return switch (cause) {
            case HttpTimeoutException _, InterruptedIOException _ -> false;
            case null -> false;
            default -> true;
        };
    }

    private static @Nullable IOException ioCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        return null;
    }

    @Override
    public void close() {
        if (ticker != null) {
            ticker.close();
        }
        http.close();
    }
}
