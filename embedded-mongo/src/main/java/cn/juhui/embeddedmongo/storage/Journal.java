package cn.juhui.embeddedmongo.storage;

import cn.juhui.embeddedmongo.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;

/// What makes a store on disk durable: a log of all changes, and checkpoints that move the maps to the MVStore file.
///
/// A checkpoint happens between batches and after a sync of the log. So the file never holds half a batch, nor one that
/// the log doesn't know, and replaying the whole log over it always ends in the state of the log's last record.
final class Journal implements AutoCloseable {
    private final Path directory;
    private final FreeSpace free;
    private final DirectoryLock lock;
    private final MVStore store;
    private final WriteAheadLog log;
    private final Housekeeping housekeeping;

    /// Held shared by those who apply a batch, exclusively by a checkpoint.
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

    private volatile boolean spaceIsLow;

    private Journal(
            Path directory, FreeSpace free, DirectoryLock lock, MVStore store, WriteAheadLog log) {
        this.directory = directory;
        this.free = free;
        this.lock = lock;
        this.store = store;
        this.log = log;
        this.housekeeping = new Housekeeping(this, store);
    }

    static Journal open(
            Path directory,
            Durability durability,
            FreeSpace free,
            DirectoryLock lock,
            MVStore store,
            Consumer<List<Change>> replay)
            throws IOException {
        List<LogSegment> segments = LogSegment.allIn(directory);
        for (LogSegment segment : segments) {
            boolean whole = segment.replay(replay);
            // The last segment may end in a record that nobody was told about; the others were
            // synced.
            if (!whole && !segment.equals(segments.getLast())) {
                throw new IOException(
                        "The store's log is damaged in the middle: " + segment.file());
            }
        }
        store.commit();
        store.sync();
        long next = segments.isEmpty() ? 1 : segments.getLast().number() + 1;
        for (LogSegment segment : segments) {
            Files.delete(segment.file());
        }
        WriteAheadLog log = new WriteAheadLog(directory, durability, next);
        Journal journal = new Journal(directory, free, lock, store, log);
        journal.housekeeping.start();
        return journal;
    }

    WriteAheadLog log() {
        return log;
    }

    /// Applies a batch and appends it to the log, in one step as far as checkpoints are concerned.
    long append(List<Change> changes, Consumer<List<Change>> maps) {
        if (log.failure() != null) {
            throw new StorageFailedException(
                    "The store failed to write its log and takes no more writes", log.failure());
        }
        if (spaceIsLow) {
            free.require(directory);
        }
        byte[] record = Change.encode(changes);
        gate.readLock().lock();
        try {
            maps.accept(changes);
            return log.append(record);
        } finally {
            gate.readLock().unlock();
        }
    }

    void lookAtFreeSpace() {
        spaceIsLow = free.bytes() < FreeSpace.LEAST_BYTES;
    }

    /// Moves the maps to the file, starts a new log segment and deletes the old ones.
    synchronized void checkpoint() throws IOException {
        List<LogSegment> old;
        gate.writeLock().lock();
        try {
            log.sync();
            store.commit();
            old = log.rotate();
        } finally {
            gate.writeLock().unlock();
        }
        store.sync();
        for (LogSegment segment : old) {
            Files.delete(segment.file());
        }
    }

    @Override
    public void close() {
        try (lock) {
            housekeeping.close();
            if (log.failure() == null) {
                checkpoint();
                log.close();
                store.close(Housekeeping.COMPACT_ON_CLOSE_MILLIS);
            } else {
                store.closeImmediately();
            }
        } catch (IOException e) {
            store.closeImmediately();
            throw new UncheckedIOException(
                    "The store in " + directory + " could not be flushed", e);
        }
    }
}
