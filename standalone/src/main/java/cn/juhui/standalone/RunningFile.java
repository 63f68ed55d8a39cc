package cn.juhui.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Says to the other commands which platform runs from this folder: a file per process under `.juhui/running`, from the moment when it is ready until it stops,
/// in lines of `NAME=value` as `./juhui` reads them. What a killed process left there, `./juhui` throws away.
///
/// And holds a data folder for one process: two would spoil each other's data.
final class RunningFile implements AutoCloseable {

    /// Null when nobody asked for it.
    private final @Nullable Path file;

    private final FileChannel held;

    private RunningFile(@Nullable Path file, FileChannel held) {
        this.file = file;
        this.held = held;
    }

    /// Takes the data folder.
    ///
    /// @param folder for the files of running platforms; null to write none
    /// @throws StartRefusedException when another process has it, saying which and where it is
    static RunningFile hold(Path data, @Nullable String folder) {
        try {
            var channel =
                    FileChannel.open(
                            data.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (isHeldElsewhere(channel)) {
                channel.close();
                throw new StartRefusedException(
                        """
                        聚惠已在使用数据目录 %1$s 运行（或正在启动）。
                        Juhui already runs on %1$s, or is just starting: see ./juhui status\
                        """
                                .formatted(data));
            }
            return new RunningFile(
                    folder == null
                            ? null
                            : Path.of(folder, Long.toString(ProcessHandle.current().pid())),
                    channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHeldElsewhere(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        return lock == null;
    }

    /// It is ready.
    void tell(StandaloneSettings settings, String url) {
        if (file == null) {
            return;
        }
        var lines = new TreeMap<String, String>();
        if (settings.parts().contains(PlatformPart.GATEWAY)) {
            lines.put("JUHUI_URL", url);
        }
        lines.put("JUHUI_DATA", settings.data().toString());
        lines.put("JUHUI_LOG", System.getProperty("juhui.log", ""));
        for (PlatformPart part : PlatformPart.values()) {
            lines.put(part.portVariable(), Integer.toString(settings.port(part)));
            lines.put(
                    part.managementPortVariable(), Integer.toString(settings.managementPort(part)));
        }
        lines.put("CHANNEL_PORT", Integer.toString(settings.channelPort()));
        lines.put("KAFKA_PORT", Integer.toString(settings.kafkaPort()));
        lines.put("MONGO_PORT", Integer.toString(settings.storePort()));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    lines.entrySet().stream()
                            .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                            .reduce("", String::concat),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
