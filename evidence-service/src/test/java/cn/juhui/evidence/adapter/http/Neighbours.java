package cn.juhui.evidence.adapter.http;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.RefundRequested;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.evidence.domain.OrderSides;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.messaging.EventSender;
import cn.juhui.platform.testkit.TestBackends;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The services around evidence-service, as far as it can see them: order-service, which it asks, and refund-service, which
/// tells on Kafka.
final class Neighbours {

    private final HttpServer server;
    private final EventSender sender = new EventSender("neighbours", TestBackends.kafkaServers());
    private final Map<String, OrderSides> orders = new ConcurrentHashMap<>();
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();

    private volatile @Nullable Pause pause;

    Neighbours() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/orders/", this::order);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    OrderSides orderOf(String customerId, String merchantId) {
        var order = new OrderSides(Ids.next("ord"), customerId, merchantId);
        orders.put(order.orderId(), order);
        return order;
    }

    /// Order-service thinks until this is closed.
    final class Pause implements AutoCloseable {

        private final AtomicInteger waiting = new AtomicInteger();
        private final CountDownLatch over = new CountDownLatch(1);

        private void await() {
            waiting.incrementAndGet();
            try {
                if (!over.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Nobody ended the pause");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// Until so many have asked.
        void awaitWaiting(int count) {
            var deadline = Instant.now().plusSeconds(20);
            while (waiting.get() < count) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError(waiting + " have asked, not " + count);
                }
                LockSupport.parkNanos(5_000_000);
            }
        }

        @Override
        public void close() {
            pause = null;
            over.countDown();
        }
    }

    Pause pause() {
        var begun = new Pause();
        pause = begun;
        return begun;
    }

    private void order(HttpExchange exchange) throws IOException {
        var thinking = pause;
        if (thinking != null) {
            thinking.await();
        }
        var id = exchange.getRequestURI().getPath().split("/")[3];
        var order = orders.get(id);
        var body = order == null ? new byte[0] : json(order);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(
                order == null ? 404 : 200, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static byte[] json(OrderSides order) {
        return "{\"id\":\"%s\",\"customerId\":\"%s\",\"merchantId\":\"%s\",\"more\":1}"
                .formatted(order.orderId(), order.customerId(), order.merchantId())
                .getBytes(StandardCharsets.UTF_8);
    }

    /// A case of this order, with this evidence; its id.
    String caseOf(OrderSides order, String... evidenceIds) {
        return caseOf(Ids.next("rfd"), order, evidenceIds);
    }

    String caseOf(String refundId, OrderSides order, String... evidenceIds) {
        tell(
                new RefundRequested(
                        new CaseIds(
                                new RefundId(refundId),
                                new OrderId(order.orderId()),
                                "NO-" + order.orderId(),
                                new CustomerId(order.customerId()),
                                new MerchantId(order.merchantId())),
                        "移动话费 100 元",
                        List.of(new CardId(Ids.next("crd"))),
                        RefundClaim.OTHER,
                        RefundReason.UNUSED,
                        "买错了",
                        null,
                        List.of(evidenceIds),
                        Role.CUSTOMER,
                        null,
                        null));
        return refundId;
    }

    /// What refund-service tells of a case, in order.
    void tell(RefundEvent event) {
        tell(event, sequences.merge(event.refundId().value(), 1L, Long::sum));
    }

    void tell(RefundEvent event, long sequence) {
        var entry =
                new HistoryEntry(
                        sequence,
                        Ids.next("evt"),
                        event.type(),
                        Instant.now(),
                        Actor.system("neighbours"),
                        "test",
                        null,
                        StateMapper.toTree(event),
                        null,
                        "");
        sender.send(
                Topics.REFUNDS,
                event.refundId().value(),
                event.merchantId().value(),
                entry,
                e -> {
                    if (e != null) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
