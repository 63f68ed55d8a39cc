package cn.juhui.embeddedmongo.storage;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;

/// Takes checkpoints when enough has changed or enough time has passed, and rewrites half-empty parts of the file.
final class Housekeeping implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final long CHECKPOINT_AFTER_MILLIS = 10_000;
    private static final long CHECKPOINT_AFTER_LOG_BYTES = 32L << 20;

    /// What is to be done, by who knows how.
    interface Chores {
        void lookAtFreeSpace();

        void checkpoint() throws IOException;

        void compact() throws IOException;
    }

    private final Chores chores;
    private final WriteAheadLog log;
    private final MVStore store;
    private final long unsavedBytes;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private long checkpointed;
    private long checkpointedAt = System.nanoTime();

    Housekeeping(Chores chores, WriteAheadLog log, MVStore store) {
        this.chores = chores;
        this.log = log;
        this.store = store;
        this.unsavedBytes = Math.clamp(Runtime.getRuntime().maxMemory() / 20, 8L << 20, 64L << 20);
        this.thread =
                Thread.ofPlatform()
                        .name("embedded-mongo-housekeeping")
                        .daemon()
                        .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stop.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                chores.lookAtFreeSpace();
                if (isDue()) {
                    checkpointed = log.appended();
                    chores.checkpoint();
                    checkpointedAt = System.nanoTime();
                    chores.compact();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            log.fail(e);
        }
    }

    private boolean isDue() {
        long changed = log.appended() - checkpointed;
        long idle = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - checkpointedAt);
        return changed > CHECKPOINT_AFTER_LOG_BYTES
                || store.getUnsavedMemory() > unsavedBytes
                || (changed > 0 && idle > CHECKPOINT_AFTER_MILLIS);
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
