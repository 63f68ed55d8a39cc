package cn.juhui.standalone;

import cn.juhui.embeddedkafka.EmbeddedKafka;
import cn.juhui.embeddedmongo.EmbeddedMongo;
import cn.juhui.platform.security.IssuerKeys;
import cn.juhui.standalone.channel.ChannelSimulator;
import cn.juhui.standalone.dev.DataKey;
import cn.juhui.standalone.dev.DevClock;
import cn.juhui.standalone.dev.DevKey;
import cn.juhui.standalone.supplier.SupplierSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/// The running platform. Parts know each other only by URL, topic and store: the same settings by the same names as when
/// each runs as its own process. Closing stops them in reverse order.
public final class Standalone implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);

    private static final Duration ISSUER_ANSWERS = Duration.ofSeconds(5);

    private final StandaloneSettings settings;
    private final Progress progress;
    private final Deque<Running> running = new ArrayDeque<>();
    private final Map<String, String> shared = new HashMap<>();

    private record Running(String title, AutoCloseable part) {}

    private Standalone(StandaloneSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    public static Standalone start(StandaloneSettings settings) {
        return start(settings, new Progress(System.out, System.nanoTime()));
    }

    /// @throws StartRefusedException when a port is taken or a setting makes no sense; then nothing was started
    static Standalone start(StandaloneSettings settings, Progress progress) {
        Ports.check(settings);
        Standalone standalone = new Standalone(settings, progress);
        try {
            standalone.startAll();
            return standalone;
        } catch (IOException e) {
            standalone.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            standalone.close();
            throw e;
        }
    }

    /// Where clients call, such as `http://127.0.0.1:8080`.
    public String url() {
        return settings.url(PlatformPart.GATEWAY);
    }

    public String bootstrapServers() {
        return shared.getOrDefault(StandaloneSettings.KAFKA, "");
    }

    public String channelUrl() {
        return shared.getOrDefault(StandaloneSettings.CHANNEL, "");
    }

    public String mongoUri() {
        return shared.getOrDefault(StandaloneSettings.STORE, "");
    }

    private void startAll() throws IOException {
        Files.createDirectories(settings.data());
        DevClock clock = DevClock.in(settings.data());
        startKafka();
        startStore();
        Optional<ChannelSimulator> channel = startChannel(clock);
        Optional<SupplierSimulator> supplier = startSupplier();
        tellEverybody();
        DevKey key = DevKey.in(settings.data());
        ServiceContexts contexts =
                new ServiceContexts(settings, shared, clock, key, channel, supplier);
        List<PlatformPart> parts =
                Stream.of(PlatformPart.values()).filter(settings.parts()::contains).toList();
        Map<PlatformPart, ConfigurableApplicationContext> services =
                contexts.startAll(parts, part -> progress.done(part.title(), settings.url(part)));
        services.forEach((part, context) -> running.push(new Running(part.title(), context)));
        // They come from the gateway.
        services.values()
                .forEach(context -> {
                    if (!context.getBean(IssuerKeys.class).await(ISSUER_ANSWERS)) {
                        LOG.warn("The issuer of tokens does not answer yet");
                    }
                });
    }

    private void startKafka() {
        if (settings.isOutside(StandaloneSettings.KAFKA)) {
            told(
                    StandaloneSettings.KAFKA,
                    settings.given(StandaloneSettings.KAFKA, ""),
                    "Kafka (outside)");
            return;
        }
        EmbeddedKafka.beforeItEndsTheProcess(new LastWord(System.err, settings.data())::ofKafka);
        EmbeddedKafka kafka =
                EmbeddedKafka.start(
                        settings.data().resolve("kafka"), settings.host(), settings.kafkaPort());
        running.push(new Running("Kafka", kafka));
        told(StandaloneSettings.KAFKA, kafka.bootstrapServers(), "Kafka");
    }

    private void startStore() {
        if (settings.isOutside(StandaloneSettings.STORE)) {
            shared.put(StandaloneSettings.STORE, settings.given(StandaloneSettings.STORE, ""));
            progress.done("store (outside)", "MONGODB_URI");
            return;
        }
        EmbeddedMongo store =
                EmbeddedMongo.onDisk(
                        settings.data().resolve("store"), settings.host(), settings.storePort());
        store.whenFailed(reason -> {
            new LastWord(System.err, settings.data()).ofStore(reason);
            Runtime.getRuntime().halt(1);
        });
        running.push(new Running("the store", store));
        told(StandaloneSettings.STORE, store.uri(), "store");
    }

    private Optional<ChannelSimulator> startChannel(DevClock clock) throws IOException {
        if (settings.isOutside(StandaloneSettings.CHANNEL)) {
            told(
                    StandaloneSettings.CHANNEL,
                    settings.given(StandaloneSettings.CHANNEL, ""),
                    "channel (outside)");
            return Optional.empty();
        }
        ChannelSimulator channel =
                ChannelSimulator.start(
                        settings.channelPort(), settings.data().resolve("channel"), clock);
        running.push(new Running("the channel", channel));
        told(StandaloneSettings.CHANNEL, channel.url().toString(), "simulated channel");
        for (var wallet : List.of(StandaloneSettings.ALIPAY, StandaloneSettings.WECHAT)) {
            if (!settings.isOutside(wallet)) {
                shared.putAll(channel.client(wallet.substring(0, wallet.indexOf('_'))));
            }
        }
        return Optional.of(channel);
    }

    /// Asked by order-service, which finds it by its own variable.
    private Optional<SupplierSimulator> startSupplier() throws IOException {
        if (settings.isOutside(StandaloneSettings.SUPPLIER)) {
            told(
                    StandaloneSettings.SUPPLIER,
                    settings.given(StandaloneSettings.SUPPLIER, ""),
                    "supplier (outside)");
            return Optional.empty();
        }
        SupplierSimulator supplier = SupplierSimulator.start();
        running.push(new Running("the supplier", supplier));
        shared.put(StandaloneSettings.SUPPLIER, supplier.url().toString());
        return Optional.of(supplier);
    }

    private void told(String variable, String value, String title) {
        shared.put(variable, value);
        progress.done(title, value);
    }

    /// Where everything is, under the names that the services know from their deployment.
    private void tellEverybody() {
        for (PlatformPart part : PlatformPart.values()) {
            shared.put(part.portVariable(), Integer.toString(settings.port(part)));
            shared.put(part.urlVariable(), settings.url(part));
        }
        String issuer = url() + "/dev";
        shared.put(
                StandaloneSettings.KEYS,
                settings.given(StandaloneSettings.KEYS, issuer + "/jwks.json"));
        shared.put(
                StandaloneSettings.ORIGINS,
                settings.given(
                        StandaloneSettings.ORIGINS, "http://localhost:*,http://127.0.0.1:*"));
        tellKeys(StandaloneSettings.ACCOUNT_KEYS, DataKey.ACCOUNTS);
        tellKeys(StandaloneSettings.PAYER_KEYS, DataKey.PAYERS);
        tellKeys(StandaloneSettings.IDEMPOTENCY_KEYS, DataKey.ANSWERS);
        tellKeys(StandaloneSettings.WEBHOOK_KEYS, DataKey.WEBHOOKS);
        shared.put(
                StandaloneSettings.WEBHOOK_LOOPBACK,
                settings.given(StandaloneSettings.WEBHOOK_LOOPBACK, "true"));
        if (!settings.isOutside(StandaloneSettings.KEYS)) {
            shared.put(
                    StandaloneSettings.ISSUER, settings.given(StandaloneSettings.ISSUER, issuer));
        }
    }

    private void tellKeys(String variable, DataKey ownKey) {
        shared.put(
                variable,
                settings.isOutside(variable)
                        ? settings.given(variable, "")
                        : ownKey.in(settings.data()));
    }

    /// Stops in reverse order; what can't be stopped in good order doesn't keep the others from it.
    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            Running next = running.pop();
            try {
                next.part().close();
            } catch (Exception e) {
                LOG.error("{} did not stop in good order", next.title(), e);
            }
        }
    }
}
