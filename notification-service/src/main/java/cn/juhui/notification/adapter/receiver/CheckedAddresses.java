package cn.juhui.notification.adapter.receiver;

import cn.juhui.notification.domain.webhook.PublicAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/// Where a receiver's name leads, as far as one may go there: every address that the name has must be public. The client asks here for each connection and connects to what it is given, so
/// a name that leads elsewhere the next time changes nothing. Names are looked up on threads of their own, a few seconds at most: a slow name server keeps nobody else waiting.
final class CheckedAddresses implements DnsResolver {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LOOKUPS = 200;

    private final Names names;
    private final boolean loopback;
    private final ExecutorService lookups =
            new ThreadPoolExecutor(
                    0,
                    LOOKUPS,
                    30,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().daemon().name("webhook-names-", 0).factory());

    /// All addresses of a name, as the system knows them.
    @FunctionalInterface
    interface Names {
        InetAddress[] addressesOf(String name) throws UnknownHostException;
    }

    /// The name leads, or leads also, where nobody may be sent.
    static final class NotPublicException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        NotPublicException(String host) {
            super(host);
        }
    }

    /// @param loopback whether this machine may be called by its three names
    CheckedAddresses(Names names, boolean loopback) {
        this.names = names;
        this.loopback = loopback;
    }

    /// @throws NotPublicException when one of its addresses isn't public
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var all = lookUp(host);
        if (all.length == 0) {
            throw new UnknownHostException(host);
        }
        var mine = loopback && THIS_MACHINE.contains(host);
        var allowed =
                Arrays.stream(all)
                        .allMatch(one -> mine ? one.isLoopbackAddress() : PublicAddress.isOne(one));
        if (!allowed) {
            throw new NotPublicException(host);
        }
        return all;
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        try {
            return lookups.submit(() -> names.addressesOf(host))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            throw new UnknownHostException(host);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
