package cn.juhui.embeddedkafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A running Kafka, controller and broker in one. What was written and acknowledged is there again after a restart on
/// the same directory. Close it to stop it in good order.
public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaRaftServer server;
    private final DirectoryLock lock;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, DirectoryLock lock, String bootstrapServers) {
        this.server = server;
        this.lock = lock;
        this.bootstrapServers = bootstrapServers;
    }

    /// Opens (or creates) the broker's data in `directory` and listens on `host:port`; port 0 takes any free one.
    ///
    /// @throws DirectoryLockedException when another broker has the directory open
    /// @throws PortUnavailableException when somebody else listens there
    public static EmbeddedKafka start(Path directory, String host, int port) {
        return start(directory, host, port, Map.of());
    }

    /// The same with settings of Kafka's own, which win over ours; clients' listener is called `CLIENTS`, the controller's
    /// `CONTROLLER`.
    public static EmbeddedKafka start(
            Path directory, String host, int port, Map<String, String> settings) {
        DirectoryLock lock = locked(directory);
        try {
            int ownPort = freePort(host, port);
            Path logs = directory.resolve("logs").toAbsolutePath();
            format(logs);
            KafkaRaftServer server = started(logs, host, ownPort, settings);
            return new EmbeddedKafka(server, lock, BrokerSettings.reachable(host) + ":" + ownPort);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /// A broker that can't go on, such as one that can't write its log, ends the whole process at once: that is in its nature. Before it does,
    /// somebody can say so.
    ///
    /// @param lastWord called on the broker's thread, for all brokers of this JVM
    public static void beforeItEndsTheProcess(Runnable lastWord) {
        Object once = new Object();
        Exit.Procedure end =
                (status, _) -> {
                    synchronized (once) {
                        try {
                            lastWord.run();
                        } finally {
                            Runtime.getRuntime().halt(status);
                        }
                    }
                };
        Exit.setHaltProcedure(end);
        Exit.setExitProcedure(end);
    }

    /// Where clients begin, such as `127.0.0.1:9092`.
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /// Hands over leadership, flushes, and gives up port and directory.
    @Override
    public void close() {
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            release(lock);
        }
    }

    private static DirectoryLock locked(Path directory) {
        try {
            Files.createDirectories(directory);
            return DirectoryLock.on(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't use " + directory + " for Kafka's data", e);
        }
    }

    private static KafkaRaftServer started(
            Path logs, String host, int port, Map<String, String> settings) {
        int controllerPort = anotherFreePort(port);
        Properties all = BrokerSettings.of(logs, host, port, controllerPort);
        all.putAll(settings);
        KafkaConfig config = new KafkaConfig(all, false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    private static void format(Path logs) {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(Optional.of(logs.toString()))
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Can't prepare " + logs + " for Kafka", e);
        }
    }

    /// The system may give the one that it has just given, which nobody holds at that moment.
    private static int anotherFreePort(int taken) {
        int port;
        do {
            port = freePort(InetAddress.getLoopbackAddress().getHostAddress(), 0);
        } while (port == taken);
        return port;
    }

    /// Asked for before Kafka does, because Kafka's own answer to a taken port comes late and says little.
    private static int freePort(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw PortUnavailableException.on(host, port, e);
        }
    }

    private static void release(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
