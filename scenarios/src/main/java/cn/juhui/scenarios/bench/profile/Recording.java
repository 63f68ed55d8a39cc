package cn.juhui.scenarios.bench.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A recording of what another JVM on this machine does meanwhile.
public final class Recording {

    private static final String NAME = "name=juhui-bench";

    private Recording() {}

    /// @param file where the other process writes it
    /// @throws IOException when it can't be asked to
    public static void of(long process, Path file, Runnable meanwhile) throws IOException {
        // By processor time on Linux; elsewhere there are the samples of running Java code, which
        // "profile" has.
        jcmd(
                process,
                "JFR.start",
                NAME,
                "settings=profile",
                "jdk.CPUTimeSample#enabled=true",
                "jdk.CPUTimeSample#throttle=10ms");
        try {
            meanwhile.run();
        } finally {
            jcmd(process, "JFR.stop", NAME, "filename=" + file.toAbsolutePath());
        }
    }

    private static void jcmd(long process, String... order) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(process));
        command.addAll(List.of(order));
        var asked = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (asked.waitFor() != 0) {
                throw new IOException(said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
