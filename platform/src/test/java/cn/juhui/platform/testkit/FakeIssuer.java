package cn.juhui.platform.testkit;

import cn.juhui.contracts.Role;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// An issuer at the wire that can be stopped, hang, fail, and change its key.
public final class FakeIssuer implements AutoCloseable {

    private static final int LONGEST_HANG_SECONDS = 60;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger keys = new AtomicInteger();
    private final int port;
    private volatile RSAKey key = nextKey();
    private volatile @Nullable HttpServer server;
    private volatile @Nullable CountDownLatch hanging;
    private volatile int status = 200;

    /// It has an address, and isn't there yet.
    public FakeIssuer() {
        var first = listen(0);
        port = first.getAddress().getPort();
        first.stop(0);
    }

    public String jwkSetUri() {
        return "http://127.0.0.1:" + port + "/keys";
    }

    /// Runs, and answers well.
    public synchronized void answers() {
        status = 200;
        letGo();
        if (server == null) {
            server = listen(port);
        }
    }

    /// Refuses connections.
    public synchronized void stops() {
        letGo();
        if (server instanceof HttpServer running) {
            running.stop(0);
            server = null;
        }
    }

    /// Takes requests and says nothing.
    public synchronized void hangs() {
        answers();
        hanging = new CountDownLatch(1);
    }

    /// Answers 500.
    public synchronized void fails() {
        answers();
        status = 500;
    }

    /// Publishes and signs with a new key only.
    public void rotates() {
        key = nextKey();
    }

    /// A customer's token that the current key signs.
    public String customer(String id) {
        return TestTokens.sign(TestTokens.claims(id, null, Role.CUSTOMER).build(), key);
    }

    /// An operator's, of an issuer with a name.
    public String operator(String issuer) {
        return TestTokens.sign(
                TestTokens.claims("operator", null, Role.OPERATOR).issuer(issuer).build(), key);
    }

    /// How often the keys were asked for.
    public int asked() {
        return asked.get();
    }

    private RSAKey nextKey() {
        return TestTokens.newKey("key-" + keys.incrementAndGet());
    }

    private void letGo() {
        if (hanging instanceof CountDownLatch held) {
            held.countDown();
            hanging = null;
        }
    }

    private HttpServer listen(int at) {
        try {
            var started =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
            started.createContext("/keys", this::answer);
            started.setExecutor(task -> {
                var unused = Thread.ofPlatform().daemon().start(task);
            });
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            if (hanging instanceof CountDownLatch held
                    && !held.await(LONGEST_HANG_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("Nobody let go");
            }
            var set = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, set.length);
            exchange.getResponseBody().write(set);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stops();
    }
}
