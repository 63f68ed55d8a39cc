package cn.juhui.standalone.channel;

import cn.juhui.contracts.PaymentChannel;
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
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// What the simulated channels took back: a file of JSON lines beside the ledger that only grows. An entry counts once it is on the disk; a
/// torn last line is cut off at the next start. Rare, so each entry is written by itself.
final class ReversalList implements AutoCloseable {

    /// @param position in the channel's list, from 1
    record Listed(long position, TakenBack entry) {}

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<TakenBack> entries = new ArrayList<>();
    private final FileChannel file;
    private long end;

    private ReversalList(FileChannel file) {
        this.file = file;
    }

    /// Opens the list, or begins a new one.
    static ReversalList open(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        var file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        var list = new ReversalList(file);
        list.read(Files.readAllBytes(path));
        return list;
    }

    private void read(byte[] bytes) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                var line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                entries.add(json.readValue(line, TakenBack.class));
                start = i + 1;
            }
        }
        end = start;
    }

    /// Enters it unless the number has an entry.
    ///
    /// @return the entry that counts: this one, or the one that was there
    synchronized TakenBack enter(TakenBack entry) {
        var before = find(entry.channel(), entry.refundNo());
        if (before.isPresent()) {
            return before.get();
        }
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
        return entry;
    }

    synchronized Optional<TakenBack> find(PaymentChannel channel, String refundNo) {
        var key = LedgerEntry.key(channel, refundNo);
        return entries.stream().filter(e -> e.key().equals(key)).findFirst();
    }

    /// The entries of a channel behind this position, in order.
    synchronized List<Listed> after(PaymentChannel channel, long position, int limit) {
        var listed = new ArrayList<Listed>();
        var at = 0L;
        for (var entry : entries) {
            if (entry.channel() == channel && ++at > position && listed.size() < limit) {
                listed.add(new Listed(at, entry));
            }
        }
        return listed;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
