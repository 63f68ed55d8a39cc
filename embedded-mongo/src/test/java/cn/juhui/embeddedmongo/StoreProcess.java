package cn.juhui.embeddedmongo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A store in a process of its own, which can be killed. It is driven over the wire only, so whatever its process still
/// has in its pipes when it dies is nobody's acknowledgement.
final class StoreProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final String CLOSE = "close";

    private final Process process;

    private StoreProcess(Process process) {
        this.process = process;
    }

    /// The process: opens the store in the directory it is told, says its port, and closes it when it is told to, or when
    /// whoever started it is gone.
    public static void main(String[] args) throws IOException {
        try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(Path.of(args[0]), "127.0.0.1", 0);
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            mongo.whenFailed(reason -> System.out.println("failed: " + reason));
            System.out.println(mongo.port());
            in.readLine();
        }
    }

    /// Starts the process, which has not opened the store yet.
    static StoreProcess start(Path directory) throws IOException {
        return start(directory, List.of());
    }

    /// Starts a process that can't make any file bigger than `kibibytes`: its disk is full, as far as it can tell.
    static StoreProcess startWithFilesUpTo(Path directory, int kibibytes) throws IOException {
        return start(
                directory,
                List.of("/bin/bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "store"));
    }

    private static StoreProcess start(Path directory, List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreProcess.class.getName(),
                        directory.toString()));
        return new StoreProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /// Waits until the store is open, and tells its connection string.
    String uri() throws IOException {
        String port = process.inputReader().readLine();
        if (port == null) {
            throw new IOException("The store's process died before it was open");
        }
        return "mongodb://127.0.0.1:" + port;
    }

    /// The next line that the process says.
    String said() throws IOException {
        return process.inputReader().readLine();
    }

    long pid() {
        return process.pid();
    }

    /// Asks the process to close the store and doesn't wait for it.
    void askToClose() throws IOException {
        process.outputWriter().write(CLOSE + "\n");
        process.outputWriter().flush();
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        await();
    }

    int await() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The store's process doesn't end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
