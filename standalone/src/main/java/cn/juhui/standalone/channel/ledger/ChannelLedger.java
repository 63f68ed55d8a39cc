package cn.juhui.standalone.channel.ledger;

import cn.juhui.contracts.money.PaymentChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What the simulated channels paid: a file of JSON lines that only grows. It is the judge of "never paid twice", so an
/// entry counts only once it is on the disk, and a number has at most one entry.
///
/// One thread writes: all entries that wait go to the disk together, so that one `fsync` serves many refunds. A process
/// killed in the middle of a write leaves a torn last line; nobody was told about it, so it is cut off at the next start.
public final class ChannelLedger implements AutoCloseable {

    private static final int BATCH = 512;

    private record Waiting(LedgerEntry entry, CompletableFuture<LedgerEntry> written) {}

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, CompletableFuture<LedgerEntry>> byNumber = new ConcurrentHashMap<>();
    private final List<LedgerEntry> lines = new ArrayList<>();
    private final BlockingQueue<Optional<Waiting>> queue = new LinkedBlockingQueue<>();
    private final FileChannel file;
    private final Thread writer;
    private long end;

    private ChannelLedger(FileChannel file) {
        this.file = file;
        this.writer = Thread.ofPlatform().daemon().name("channel-ledger").unstarted(this::write);
    }

    /// Opens the ledger, or begins a new one.
    ///
    /// @throws IllegalStateException when another process has it open, or when a line that isn't the last is damaged
    public static ChannelLedger open(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        var file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (!isOurs(file)) {
                throw new IllegalStateException(path + " is in use by another process");
            }
            var ledger = new ChannelLedger(file);
            ledger.read(Files.readAllBytes(path));
            ledger.writer.start();
            return ledger;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static boolean isOurs(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void read(byte[] bytes) throws IOException {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                remember(parse(new String(bytes, start, i - start, StandardCharsets.UTF_8)));
                start = i + 1;
            }
        }
        end = start;
        file.truncate(end);
    }

    private LedgerEntry parse(String line) {
        try {
            return json.readValue(line, LedgerEntry.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("The ledger is damaged: " + line, e);
        }
    }

    private void remember(LedgerEntry entry) {
        if (byNumber.put(entry.key(), CompletableFuture.completedFuture(entry)) != null) {
            throw new IllegalStateException("Two entries for " + entry.key());
        }
        lines.add(entry);
    }

    /// Enters a refund unless its number has an entry. Returns when the entry is on the disk.
    ///
    /// @return the entry that counts: this one, or the one that was there
    public LedgerEntry enter(LedgerEntry entry) {
        var mine = new CompletableFuture<LedgerEntry>();
        var before = byNumber.putIfAbsent(entry.key(), mine);
        if (before != null) {
            return before.join();
        }
        queue.add(Optional.of(new Waiting(entry, mine)));
        if (!writer.isAlive()) {
            failWaiting();
        }
        return mine.join();
    }

    /// The entry of a number, once it is on the disk.
    public Optional<LedgerEntry> find(PaymentChannel channel, String refundNo) {
        return Optional.ofNullable(byNumber.get(LedgerEntry.key(channel, refundNo)))
                .map(CompletableFuture::join);
    }

    /// Everything entered, oldest first.
    public List<LedgerEntry> entries() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    private void write() {
        var open = true;
        while (open) {
            var batch = new ArrayList<Optional<Waiting>>();
            batch.add(takeFirst());
            queue.drainTo(batch, BATCH);
            open = batch.stream().allMatch(Optional::isPresent);
            var entries = batch.stream().flatMap(Optional::stream).toList();
            var failure = append(entries);
            for (var waiting : entries) {
                settle(waiting, failure);
            }
        }
    }

    private Optional<Waiting> takeFirst() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            return Optional.empty();
        }
    }

    private void failWaiting() {
        var late = new ArrayList<Optional<Waiting>>();
        queue.drainTo(late);
        for (var waiting : late) {
            waiting.ifPresent(w -> settle(w, new IOException("The ledger is closed")));
        }
    }

    private @Nullable IOException append(List<Waiting> entries) {
        try {
            var bytes = new ByteArrayOutputStream();
            for (var waiting : entries) {
                bytes.write(json.writeValueAsBytes(waiting.entry()));
                bytes.write('\n');
            }
            var buffer = ByteBuffer.wrap(bytes.toByteArray());
            file.truncate(end); // what a failed write may have left
            var position = end;
            while (buffer.hasRemaining()) {
                position += file.write(buffer, position);
            }
            file.force(true);
            end = position;
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private void settle(Waiting waiting, @Nullable IOException failure) {
        if (failure == null) {
            synchronized (lines) {
                lines.add(waiting.entry());
            }
            waiting.written().complete(waiting.entry());
        } else {
            byNumber.remove(waiting.entry().key());
            waiting.written().completeExceptionally(new UncheckedIOException(failure));
        }
    }

    /// Writes what waits and closes the file.
    @Override
    public void close() throws IOException {
        queue.add(Optional.empty());
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failWaiting();
        file.close();
    }
}
