package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.standalone.channel.alipay.AlipayEndpoint;
import cn.juhui.standalone.channel.alipay.AlipayWire;
import cn.juhui.standalone.channel.alipay.StatementEndpoint;
import cn.juhui.standalone.channel.ledger.ChannelLedger;
import cn.juhui.standalone.channel.ledger.LedgerEntry;
import cn.juhui.standalone.channel.ledger.ReversalList;
import cn.juhui.standalone.channel.ledger.TakenBack;
import cn.juhui.standalone.channel.wechat.WechatEndpoint;
import cn.juhui.standalone.channel.wire.WireKeys;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The payment channels, simulated behind HTTP: Alipay, WeChat Pay and the bank's gateway in one small server. It pays
/// nobody; its ledger on disk says what it would have paid, each refund number once. It listens on the loopback address unless
/// told otherwise, because whoever reaches it can arm its faults.
///
/// It runs inside the standalone platform or, by [#main], as a process of its own.
public final class ChannelSimulator implements DevEndpoint.Controls, AutoCloseable {

    /// How long a caller is left without an answer: longer than any sensible client waits.
    static final Duration SILENCE = Duration.ofSeconds(15);

    static {
        // Without it an answer waits up to 40 ms for the client's delayed acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final ChannelLedger ledger;
    private final ReversalList reversals;
    private final Manners manners;
    private final Faults faults = new Faults();
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, String> clients = new HashMap<>();

    private ChannelSimulator(
            HttpServer server,
            ChannelLedger ledger,
            ReversalList reversals,
            Manners manners,
            Clock clock) {
        this.server = server;
        this.ledger = ledger;
        this.reversals = reversals;
        this.manners = manners;
        this.clock = clock;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    /// Starts it.
    ///
    /// @param port 0: any free one
    /// @param dataDir where `channel-ledger.jsonl` is, or will be
    /// @param clock the business clock; it says when money arrives
    /// @throws java.net.BindException when the port is taken
    public static ChannelSimulator start(int port, Path dataDir, Clock clock) throws IOException {
        return start(port, dataDir, clock, SILENCE);
    }

    /// The same, less patient.
    ///
    /// @param silence how long a caller is left without an answer until the connection is closed
    public static ChannelSimulator start(int port, Path dataDir, Clock clock, Duration silence)
            throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return start(address, dataDir, clock, silence);
    }

    private static ChannelSimulator start(
            InetSocketAddress address, Path dataDir, Clock clock, Duration silence)
            throws IOException {
        var server = HttpServer.create(address, 1024);
        try {
            var ledger = ChannelLedger.open(dataDir.resolve("channel-ledger.jsonl"));
            var reversals = ReversalList.open(dataDir.resolve("channel-reversals.jsonl"));
            var manners = Manners.open(dataDir.resolve("channel-breaches.jsonl"), ledger.entries());
            var simulator = new ChannelSimulator(server, ledger, reversals, manners, clock);
            server.setExecutor(simulator.threads);
            var desk =
                    new Desk(
                            ledger,
                            reversals,
                            manners,
                            simulator.faults,
                            clock,
                            simulator.closing,
                            silence);
            var refunds = new RefundEndpoint(desk);
            simulator.speakAlipay(desk, dataDir);
            simulator.speakWechat(desk, dataDir);
            var takenBack = new ReversalEndpoint(reversals);
            server.createContext(
                    "/channels/",
                    exchange ->
                            (ReversalEndpoint.isFor(exchange) ? takenBack : refunds)
                                    .handle(exchange));
            server.createContext("/dev/channels/", new DevEndpoint(simulator));
            server.start();
            return simulator;
        } catch (IOException | RuntimeException e) {
            server.stop(0);
            throw e;
        }
    }

    /// Where it listens, such as `http://127.0.0.1:8090`.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void speakAlipay(Desk desk, Path dataDir) throws IOException {
        var keys = WireKeys.in(dataDir.resolve("alipay-test-keys.properties"));
        var counter = new WireCounter(desk, PaymentChannel.ALIPAY);
        var wire = new AlipayWire(keys, Clock.systemUTC());
        server.createContext("/v3/alipay/", new AlipayEndpoint(wire, counter));
        var statements = new StatementEndpoint(wire, counter, clock, Clock.systemUTC());
        server.createContext("/v3/alipay/data/dataservice/bill/", statements);
        server.createContext("/downloadBillFile.resource", statements);
        clients.putAll(wire.client());
        clients.put("ALIPAY_URL", url().toString());
    }

    private void speakWechat(Desk desk, Path dataDir) throws IOException {
        var keys = WireKeys.in(dataDir.resolve("wechat-test-keys.properties"));
        var counter = new WireCounter(desk, PaymentChannel.WECHAT_PAY);
        var wechat = new WechatEndpoint(keys, counter, Clock.systemUTC());
        server.createContext(WechatEndpoint.REFUNDS, wechat);
        clients.putAll(wechat.client());
        clients.put("WECHAT_URL", url().toString());
    }

    /// What a client has to know to speak a channel's own protocol, by the names of its variables.
    ///
    /// @param channel `ALIPAY` or `WECHAT`: how the names of its variables begin
    public Map<String, String> client(String channel) {
        return clients.entrySet().stream()
                .filter(each -> each.getKey().startsWith(channel + "_"))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Arms a fault; the one before is forgotten.
    ///
    /// @param times for how many refunds, at least 1; null: until changed
    @Override
    public void setFault(PaymentChannel channel, Fault kind, @Nullable Integer times) {
        faults.arm(channel, kind, times);
    }

    /// Every refund that the channel really paid, oldest first.
    @Override
    public List<PaidRefund> refunds(PaymentChannel channel) {
        var now = clock.instant();
        return ledger.entries().stream()
                .filter(entry -> entry.channel() == channel)
                .filter(entry -> entry.statusAt(now) == LedgerEntry.Status.SUCCEEDED)
                .map(this::paid)
                .toList();
    }

    /// Everything that was asked for against the channel's rules, oldest first.
    @Override
    public List<Breach> breaches(PaymentChannel channel) {
        return manners.breaches(channel);
    }

    /// Takes back what the channel had paid under this number, as a bank does that can't book it. Once: doing it again changes nothing.
    ///
    /// @param code why
    /// @return empty when the number was never paid
    @Override
    public Optional<TakenBack> takeBack(PaymentChannel channel, String refundNo, String code) {
        var now = clock.instant();
        return ledger.find(channel, refundNo)
                .filter(entry -> entry.statusAt(now) == LedgerEntry.Status.SUCCEEDED)
                .map(_ -> reversals.enter(new TakenBack(channel, refundNo, code, now)));
    }

    private PaidRefund paid(LedgerEntry entry) {
        return new PaidRefund(
                entry.refundNo(),
                entry.channelTransactionId(),
                new Money(entry.amount(), entry.currency()),
                entry.account(),
                java.util.Objects.requireNonNull(entry.settlesAt()),
                reversals
                        .find(entry.channel(), entry.refundNo())
                        .map(TakenBack::reversedAt)
                        .orElse(null));
    }

    /// Stops answering; what was answered is on the disk.
    @Override
    public void close() throws IOException {
        closing.countDown();
        server.stop(0);
        threads.shutdown();
        ledger.close();
        reversals.close();
        manners.close();
    }

    /// The simulator as its own process: `CHANNEL_HOST` (127.0.0.1), `CHANNEL_PORT` (8090) and `CHANNEL_DATA_DIR`
    /// (`data/channels`). Ends with SIGTERM.
    public static void main(String[] args) throws IOException, InterruptedException {
        var host = System.getenv().getOrDefault("CHANNEL_HOST", "127.0.0.1");
        var port = Integer.parseInt(System.getenv().getOrDefault("CHANNEL_PORT", "8090"));
        var dir = Path.of(System.getenv().getOrDefault("CHANNEL_DATA_DIR", "data/channels"));
        var simulator = start(new InetSocketAddress(host, port), dir, Clock.systemUTC(), SILENCE);
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::closeQuietly));
        System.out.println(
                "Simulated channels on %s:%d, ledger in %s"
                        .formatted(host, simulator.server.getAddress().getPort(), dir));
        simulator.closing.await();
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("The ledger could not be closed: " + e);
        }
    }
}
