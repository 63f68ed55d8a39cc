package cn.juhui.standalone.channel.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// A file of JSON lines that only grows, for what is rare: each entry is written by itself, and counts once it is on the disk. A torn last line
/// is cut off at the next start.
public final class JsonLines<T> implements AutoCloseable {

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<T> entries = new ArrayList<>();
    private final FileChannel file;
    private long end;

    private JsonLines(FileChannel file) {
        this.file = file;
    }

    /// Opens the file, or begins a new one.
    public static <T> JsonLines<T> open(Path path, Class<T> type) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        var file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        var lines = new JsonLines<T>(file);
        lines.read(Files.readAllBytes(path), type);
        return lines;
    }

    private void read(byte[] bytes, Class<T> type) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                var line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                entries.add(json.readValue(line, type));
                start = i + 1;
            }
        }
        end = start;
    }

    /// Returns when the entry is on the disk.
    public synchronized void add(T entry) {
        try {
            var line = json.writeValueAsString(entry) + "\n";
            var buffer = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            file.truncate(end); // what a failed write may have left
            var position = end;
            while (buffer.hasRemaining()) {
                position += file.write(buffer, position);
            }
            file.force(true);
            end = position;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.add(entry);
    }

    /// Everything entered, oldest first.
    public synchronized List<T> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
