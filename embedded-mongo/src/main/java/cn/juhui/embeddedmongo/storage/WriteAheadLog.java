package cn.juhui.embeddedmongo.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Appends records to memory and lets one thread write and sync them, so that all who write during a sync share the next one.
/// That thread is woken by who waits for an answer, and so once for all that a command writes.
///
/// A position is the number of bytes ever appended; "durable" means that a position is as safe as [Durability] asks.
///
/// It is long because appending, writing and failing share one lock, and are only right together.
final class WriteAheadLog implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WriteAheadLog.class.getName());

    /// Told when a position is durable, or why it never will be.
    interface Answer extends Consumer<@Nullable IOException> {}

    private record Waiter(long position, Answer answer) {}

    /// A buffer that a big batch has blown up is not kept.
    private static final int KEPT_BUFFER_BYTES = 4 << 20;

    /// What nobody waits for is written when it is as much as this, or together with what somebody waits for.
    private static final int MOST_UNAWAITED_BYTES = 1 << 20;

    private final Path directory;
    private final Durability durability;
    private final Thread writer;

    /// Guards everything below but `file`, which `fileLock` guards.
    private final Object lock = new Object();

    private ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private ByteArrayOutputStream spare = new ByteArrayOutputStream();
    private List<Waiter> waiters = new ArrayList<>();
    private long appended;
    private volatile long durable;
    private boolean closing;
    private volatile @Nullable IOException failure;
    private Consumer<IOException> whenFailed = _ -> {};

    private final Object fileLock = new Object();
    private LogSegment segment;
    private FileChannel file;

    WriteAheadLog(Path directory, Durability durability, long firstSegment) throws IOException {
        this.directory = directory;
        this.durability = durability;
        this.segment = LogSegment.in(directory, firstSegment);
        this.file = open(segment);
        DirectorySync.of(directory);
        this.writer = Thread.ofPlatform().name("embedded-mongo-log").daemon().start(this::write);
    }

    private static FileChannel open(LogSegment segment) throws IOException {
        return FileChannel.open(
                segment.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Appends a record and tells its end position.
    long append(byte[] record) {
        ByteBuffer header = ByteBuffer.allocate(LogSegment.RECORD_HEADER);
        header.putInt(record.length).putInt(LogSegment.checksum(record));
        synchronized (lock) {
            if (closing) {
                throw new StorageFailedException("The store's log is closed", failure);
            }
            pending.writeBytes(header.array());
            pending.writeBytes(record);
            appended += LogSegment.RECORD_HEADER + record.length;
            if (pending.size() >= MOST_UNAWAITED_BYTES) {
                lock.notifyAll();
            }
            return appended;
        }
    }

    long appended() {
        synchronized (lock) {
            return appended;
        }
    }

    boolean isDurable(long position) {
        return position <= durable;
    }

    @Nullable IOException failure() {
        return failure;
    }

    /// Takes no more records, for ever: after a failure nobody knows what the disk holds. Who waits is told why.
    void fail(Throwable cause) {
        IOException reason =
                cause instanceof IOException io
                        ? io
                        : new IOException(StorageFailedException.reason(cause), cause);
        List<Waiter> told;
        boolean first;
        Consumer<IOException> listener;
        synchronized (lock) {
            first = failure == null;
            if (first) {
                failure = reason;
            }
            closing = true;
            told = waiters;
            waiters = new ArrayList<>();
            listener = whenFailed;
            lock.notifyAll();
        }
        told.forEach(waiter -> waiter.answer.accept(reason));
        if (first) {
            LOG.log(Logger.Level.ERROR, "The store failed and takes no commands any more", reason);
            listener.accept(reason);
        }
    }

    /// @param told hears of the failure, once, also of one that was before
    void whenFailed(Consumer<IOException> told) {
        IOException before;
        synchronized (lock) {
            whenFailed = told;
            before = failure;
        }
        if (before != null) {
            told.accept(before);
        }
    }

    /// Calls `answer` once, here or on the log's thread, when `position` is durable or never will be.
    void whenDurable(long position, Answer answer) {
        if (position > durable) {
            synchronized (lock) {
                if (position > durable && failure == null) {
                    waiters.add(new Waiter(position, answer));
                    lock.notifyAll();
                    return;
                }
            }
        }
        answer.accept(position > durable ? failure : null);
    }

    /// Waits until everything appended so far is durable.
    void sync() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        List<IOException> failures = new ArrayList<>(1);
        whenDurable(
                appended(),
                failed -> {
                    if (failed != null) {
                        failures.add(failed);
                    }
                    done.countDown();
                });
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while syncing the log", e);
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /// Starts the next segment. The caller has synced and keeps everybody from appending.
    ///
    /// @return the segments before it
    List<LogSegment> rotate() throws IOException {
        synchronized (fileLock) {
            LogSegment next = LogSegment.in(directory, segment.number() + 1);
            FileChannel nextFile = open(next);
            DirectorySync.of(directory);
            file.close();
            segment = next;
            file = nextFile;
            return LogSegment.allIn(directory).stream()
                    .filter(s -> s.number() < next.number())
                    .toList();
        }
    }

    private void write() {
        try {
            while (writeBatch()) {
                // until closed
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        } catch (InterruptedException e) {
            fail(new IOException("The log's thread was interrupted", e));
        }
    }

    /// Waits for records, and writes and syncs all there are.
    ///
    /// @return false when the log is closed and everything is written
    private boolean writeBatch() throws IOException, InterruptedException {
        ByteArrayOutputStream batch;
        long target;
        synchronized (lock) {
            while (!isToBeWritten() && !closing) {
                lock.wait();
            }
            if (failure != null || pending.size() == 0) {
                return false;
            }
            batch = pending;
            pending = spare;
            target = appended;
        }
        toDisk(batch);
        boolean big = batch.size() > KEPT_BUFFER_BYTES;
        batch.reset();
        List<Waiter> done = new ArrayList<>();
        synchronized (lock) {
            if (failure != null) {
                return false;
            }
            spare = big ? new ByteArrayOutputStream() : batch;
            durable = target;
            List<Waiter> later = new ArrayList<>();
            for (Waiter w : waiters) {
                (w.position <= target ? done : later).add(w);
            }
            waiters = later;
        }
        done.forEach(w -> w.answer.accept(null));
        return true;
    }

    private boolean isToBeWritten() {
        return pending.size() >= MOST_UNAWAITED_BYTES || (pending.size() > 0 && !waiters.isEmpty());
    }

    private void toDisk(ByteArrayOutputStream batch) throws IOException {
        synchronized (fileLock) {
            ByteBuffer bytes = ByteBuffer.wrap(batch.toByteArray());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            if (durability == Durability.SYNCED) {
                file.force(false);
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (fileLock) {
            file.close();
        }
    }
}
