package cn.juhui.embeddedmongo.storage;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;

/// What makes a store on disk durable: a log of all changes, and checkpoints that move the maps to the MVStore file.
///
/// A checkpoint happens between batches and after a sync of the log. So the file never holds half a batch, nor one that
/// the log doesn't know, and replaying the whole log over it always ends in the state of the log's last record.
final class Journal implements Housekeeping.Chores, AutoCloseable {
    private static final Logger LOG = System.getLogger(Journal.class.getName());

    /// Live parts of the file, in percent, below which compaction starts.
    private static final int FILL_PERCENT = 60;

    /// Full parts are rewritten, too: one that stands at the end keeps the file long.
    private static final int WHATEVER_IS_IN_THEM = 101;

    /// Most live bytes that one pass of compaction rewrites, and most passes at a time. A part with more live bytes than
    /// this waits until it has fewer.
    private static final int COMPACT_BYTES = 24 << 20;

    private static final int MOST_PASSES = 4;

    /// A pass needs a free run in front that is as long as what it rewrites, and leaves a longer one: several make it short.
    private static final int MOST_PASSES_AT_CLOSING = 12;

    private final Path directory;
    private final FreeSpace free;
    private final DirectoryLock lock;
    private final MVStore store;
    private final WriteAheadLog log;
    private final Housekeeping housekeeping;

    /// Held shared by those who apply a batch, exclusively by a checkpoint.
    private final StampedLock gate = new StampedLock();

    private volatile boolean spaceIsLow;

    private Journal(
            Path directory, FreeSpace free, DirectoryLock lock, MVStore store, WriteAheadLog log) {
        this.directory = directory;
        this.free = free;
        this.lock = lock;
        this.store = store;
        this.log = log;
        this.housekeeping = new Housekeeping(this, log, store);
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
        DirectorySync.of(directory);
        long next = segments.isEmpty() ? 1 : segments.getLast().number() + 1;
        for (LogSegment segment : segments) {
            Files.delete(segment.file());
        }
        // The last one may be torn. It must be gone before there is a newer one.
        DirectorySync.of(directory);
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
        long shared = gate.readLock();
        try {
            maps.accept(changes);
            return log.append(record);
        } catch (RuntimeException | Error e) {
            // Half of the batch may be in the maps, and must never get to the file.
            log.fail(e);
            throw new StorageFailedException("The store failed and takes no more writes", e);
        } finally {
            gate.unlockRead(shared);
        }
    }

    @Override
    public void lookAtFreeSpace() {
        boolean before = spaceIsLow;
        long bytes = free.bytes();
        spaceIsLow = bytes < FreeSpace.LEAST_BYTES;
        if (spaceIsLow && !before) {
            LOG.log(
                    Logger.Level.ERROR,
                    "Only {0} MiB are free on the disk of {1}: the store takes no writes until there are {2}",
                    bytes >> 20,
                    directory,
                    FreeSpace.LEAST_BYTES >> 20);
        } else if (before && !spaceIsLow) {
            LOG.log(Logger.Level.INFO, "There is room again: the store takes writes");
        }
    }

    boolean refusesWrites() {
        return spaceIsLow || log.failure() != null;
    }

    /// Moves the maps to the file, starts a new log segment and deletes the old ones. When it fails the store takes no
    /// more writes, since its log would grow for ever; what it acknowledged is still in the log.
    @Override
    public synchronized void checkpoint() throws IOException {
        try {
            List<LogSegment> old;
            long exclusive = gate.writeLock();
            try {
                log.sync();
                store.commit();
                old = log.rotate();
            } finally {
                gate.unlockWrite(exclusive);
            }
            store.sync();
            for (LogSegment segment : old) {
                Files.delete(segment.file());
            }
        } catch (IOException | RuntimeException | Error e) {
            log.fail(e);
            throw e;
        }
    }

    /// Makes room in the file. Compaction only makes the live pages of half-empty parts dirty; it is the checkpoint that
    /// writes them elsewhere.
    @Override
    public synchronized void compact() throws IOException {
        for (int pass = 0;
                pass < MOST_PASSES && store.compact(FILL_PERCENT, COMPACT_BYTES);
                pass++) {
            checkpoint();
        }
    }

    /// Leaves a file that is hardly longer than what is in it. Nobody reads any more, so old parts need not be kept. H2's own
    /// compaction at the end would move whole parts, and trips over an assertion of its own (2.4.240).
    private void shrink() throws IOException {
        store.setRetentionTime(0);
        for (int pass = 0; pass < MOST_PASSES_AT_CLOSING && isHalfEmpty(); pass++) {
            store.compact(WHATEVER_IS_IN_THEM, COMPACT_BYTES);
            checkpoint();
        }
    }

    private boolean isHalfEmpty() {
        return store.getFileStore().getFillRate() < FILL_PERCENT
                || store.getFileStore().getChunksFillRate() < FILL_PERCENT;
    }

    @Override
    public void close() {
        // An interrupted thread would close the files under their feet.
        boolean interrupted = Thread.interrupted();
        try (lock) {
            housekeeping.close();
            if (log.failure() != null) {
                store.closeImmediately();
                log.close();
                return;
            }
            checkpoint();
            shrink();
            log.close();
            store.close();
        } catch (IOException | RuntimeException e) {
            store.closeImmediately();
            throw new StorageFailedException(
                    "The store in " + directory + " could not be flushed; its log has everything",
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
