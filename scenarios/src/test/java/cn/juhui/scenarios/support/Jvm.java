package cn.juhui.scenarios.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A Java process of the platform, its output in `target/scenarios/<name>.log`.
public final class Jvm {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private static final int FIRST_PORT = 10_000;
    private static final int LAST_PORT = 32_000;
    private static final int LAST_WORDS = 25;

    /// Which of the test JVMs that run beside each other this is; 1 where there is one.
    private static final int FORK = Integer.getInteger("test.fork", 1);

    private final String name;
    private final Process process;
    private final File log;
    private volatile boolean asked;

    private Jvm(String name, Process process, File log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// An end that no test asked for is why the next thing fails, and in a CI's output nothing else tells of it.
    private void tellUnlessAsked(Process ended) {
        if (!asked) {
            var said = output().lines().toList();
            said = said.subList(Math.max(0, said.size() - LAST_WORDS), said.size());
            System.err.printf("%s ended with %d:%n", name, ended.exitValue());
            said.forEach(System.err::println);
        }
    }

    /// A class of the test's class path.
    public static Jvm start(
            String name,
            String mainClass,
            List<String> jvmArguments,
            Map<String, String> environment) {
        return start(
                name, jvmArguments, List.of("-cp", classPath(), mainClass), inherited(environment));
    }

    /// A class of the test's class path that has something to do and then ends.
    public static Jvm startWork(
            String name,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment) {
        var command = new ArrayList<>(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
        return start(name, List.of(), command, inherited(environment));
    }

    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /// A service with what its boot jar holds, laid out as in its image.
    public static Jvm startService(
            String service, List<String> jvmArguments, Map<String, String> environment) {
        return startService(service, service, jvmArguments, inherited(environment));
    }

    /// The same, with no other environment variables than these.
    ///
    /// @param name of this instance
    /// @param part a service or the gateway
    public static Jvm startService(
            String name, String part, List<String> jvmArguments, Map<String, String> environment) {
        return start(name, jvmArguments, BootJar.of(part).unpacked(), environment);
    }

    /// The boot jar itself, which takes half as long again to start.
    public static Jvm startBootJar(String name, String part, Map<String, String> environment) {
        return start(name, List.of(), BootJar.of(part).asItIs(), environment);
    }

    private static Map<String, String> inherited(Map<String, String> environment) {
        var all = new HashMap<>(System.getenv());
        all.putAll(environment);
        return all;
    }

    private static Jvm start(
            String name,
            List<String> jvmArguments,
            List<String> what,
            Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx640m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvmArguments);
        command.addAll(what);
        var log = new File("target/scenarios/" + name + ".log");
        log.getParentFile().mkdirs();
        try {
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            builder.environment().clear();
            builder.environment().putAll(environment);
            var process = builder.start();
            var jvm = new Jvm(name, process, log);
            Runtime.getRuntime().addShutdownHook(new Thread(jvm::killNow));
            process.onExit().thenAccept(jvm::tellUnlessAsked);
            return jvm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until the management port says that it is well, two minutes at most; fails at once when the process ends instead.
    public Jvm awaitHealthy(int port) {
        var health = URI.create("http://127.0.0.1:" + port + "/actuator/health");
        Awaitility.await(name + " is healthy")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .failFast(
                        name + " ended; see target/scenarios/" + name + ".log",
                        () -> !process.isAlive())
                .until(() -> isOk(health));
        return this;
    }

    private static boolean isOk(URI address) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /// kill -9: no hook runs, nothing is flushed.
    public void kill() {
        killNow();
        awaitEnd();
    }

    private void killNow() {
        asked = true;
        process.destroyForcibly();
    }

    /// SIGTERM, and a wait for the orderly end.
    ///
    /// @return the exit code
    public int stop() {
        asked = true;
        process.destroy();
        return awaitEnd();
    }

    /// SIGTERM, and no wait.
    public void askToStop() {
        asked = true;
        process.destroy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// What it has written so far, with what earlier ones of its name wrote.
    public String output() {
        try {
            return Files.readString(log.toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /// Waits until it ends by itself, for 40 seconds at most.
    ///
    /// @return the exit code
    public int awaitEnd() {
        return awaitEnd(Duration.ofSeconds(40));
    }

    /// Waits until it ends by itself.
    ///
    /// @return the exit code
    public int awaitEnd(Duration most) {
        asked = true;
        try {
            if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(name + " did not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Ports that nobody uses right now, below those that the system gives to connections: of these, one is taken any moment. Two test JVMs that run beside each
    /// other look among odd and even ones.
    public static List<Integer> freePorts(int count) {
        return new Random()
                .ints(FIRST_PORT, LAST_PORT)
                .distinct()
                .filter(port -> port % 2 == FORK % 2)
                .filter(Jvm::isFree)
                .limit(count)
                .boxed()
                .toList();
    }

    public static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
