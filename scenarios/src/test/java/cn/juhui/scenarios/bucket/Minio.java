package cn.juhui.scenarios.bucket;

import cn.juhui.scenarios.support.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A real S3 server as a process: MinIO, built by Go from its module, once, into `~/.cache/juhui-trial`. It can be killed and started again on what it had.
final class Minio implements AutoCloseable {

    static final String BUCKET = "evidence";
    static final String KEY = "minio-key-of-this-test";
    static final String SECRET = "minio-secret-of-this-test";
    private static final String MODULE =
            "github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c";
    private static final long TO_BUILD_MINUTES = 40;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final Path program;
    private final Path data;
    private final int port = Jvm.freePorts(1).getFirst();
    private Process process;

    private Minio(Path program, Path data) {
        this.program = program;
        this.data = data;
        this.process = start();
    }

    /// The program, built if need be; nothing where there is no Go or its modules can't be had.
    static Optional<Path> program() throws IOException, InterruptedException {
        var folder = Path.of(System.getProperty("user.home"), ".cache", "juhui-trial");
        var program = folder.resolve("minio");
        if (!Files.isExecutable(program) && isThere("go")) {
            Files.createDirectories(folder);
            var builder =
                    new ProcessBuilder("go", "install", "-ldflags=-s -w", MODULE)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(Map.of("GOBIN", folder.toString(), "CGO_ENABLED", "0"));
            var build = builder.start();
            if (!build.waitFor(TO_BUILD_MINUTES, TimeUnit.MINUTES)) {
                build.descendants().forEach(ProcessHandle::destroy);
                build.destroy();
            }
        }
        return Optional.of(program).filter(Files::isExecutable);
    }

    private static boolean isThere(String tool) throws IOException, InterruptedException {
        var look =
                new ProcessBuilder("sh", "-c", "command -v " + tool)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return look.waitFor(10, TimeUnit.SECONDS) && look.exitValue() == 0;
    }

    /// With an empty bucket.
    static Minio started(Path program, Path data) throws IOException {
        Files.createDirectories(data.resolve(BUCKET));
        var minio = new Minio(program, data);
        minio.awaitAnswer();
        return minio;
    }

    private Process start() {
        var log = Path.of("target/scenarios/minio.log");
        try {
            Files.createDirectories(log.getParent());
            var address = "127.0.0.1:" + port;
            var builder =
                    new ProcessBuilder(
                                    program.toString(),
                                    "server",
                                    "--quiet",
                                    "--address",
                                    address,
                                    data.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment()
                    .putAll(
                            Map.of(
                                    "MINIO_ROOT_USER", KEY,
                                    "MINIO_ROOT_PASSWORD", SECRET,
                                    "MINIO_BROWSER", "off"));
            var started = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        var ready = HttpRequest.newBuilder(URI.create(address() + "/minio/health/ready"));
        Awaitility.await("MinIO is ready")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .failFast("see target/scenarios/minio.log", () -> !process.isAlive())
                .ignoreExceptionsMatching(e -> e instanceof IOException)
                .until(() ->
                        http.send(ready.build(), BodyHandlers.discarding()).statusCode() == 200);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /// kill -9.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// On what it had.
    void startAgain() {
        process = start();
        awaitAnswer();
    }

    @Override
    public void close() {
        kill();
    }
}
