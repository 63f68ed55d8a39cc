package cn.juhui.embeddedmongo.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/// Named, ordered maps of bytes in one MVStore. A batch of changes happens at once, and a store on disk can tell when it is durable.
public final class Storage implements AutoCloseable {
    private final MVStore store;
    private final @Nullable Journal journal;
    private final Map<String, MVMap<byte[], byte[]>> maps = new ConcurrentHashMap<>();

    /// The log position of the last batch of this thread, until somebody asks for it.
    private final ThreadLocal<long[]> written = ThreadLocal.withInitial(() -> new long[1]);

    private Storage(MVStore store, @Nullable Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    public static Storage inMemory() {
        return new Storage(MVStore.open(null), null);
    }

    /// Opens or creates the store in an existing directory.
    public static Storage onDisk(Path directory, Durability durability) throws IOException {
        return onDisk(directory, durability, () -> directory.toFile().getUsableSpace());
    }

    /// On a disk about which somebody else tells how much is free.
    public static Storage onDisk(Path directory, Durability durability, FreeSpace free)
            throws IOException {
        DirectoryLock lock = DirectoryLock.on(directory);
        try {
            free.require(directory);
            MVStore store = MvStoreFile.open(directory);
            try {
                Storage replaying = new Storage(store, null);
                Journal journal =
                        Journal.open(
                                directory, durability, free, lock, store, replaying::applyToMaps);
                return new Storage(store, journal);
            } catch (IOException | RuntimeException | Error e) {
                store.closeImmediately();
                throw e;
            }
        } catch (MVStoreException e) {
            lock.close();
            throw new IOException("its file can't be read: " + e.getMessage(), e);
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /// The map of that name, created when it isn't there. Read it freely; change it with [#apply] only.
    public MVMap<byte[], byte[]> map(String name) {
        return maps.computeIfAbsent(
                name,
                n ->
                        store.openMap(
                                n,
                                new MVMap.Builder<byte[], byte[]>()
                                        .keyType(ByteArrayDataType.INSTANCE)
                                        .valueType(ByteArrayDataType.INSTANCE)));
    }

    /// Runs a reader that may take long, such as a walk through a map: what it sees is not overwritten in the file until it
    /// is done, however many checkpoints pass by.
    public <T extends @Nullable Object> T reading(Supplier<T> reader) {
        MVStore.TxCounter version = store.registerVersionUsage();
        try {
            return reader.get();
        } finally {
            store.deregisterVersionUsage(version);
        }
    }

    public Set<String> mapNames() {
        return store.getMapNames();
    }

    /// Does what was staged, all of it at once as far as a crash is concerned, and clears the batch.
    ///
    /// @throws StorageFullException when the disk has no room; nothing happened
    /// @throws StorageFailedException when the log failed earlier
    public void apply(Batch batch) {
        if (batch.size() == 0) {
            return;
        }
        List<Change> changes = List.copyOf(batch.changes());
        batch.clear();
        if (journal == null) {
            applyToMaps(changes);
        } else {
            written.get()[0] = journal.append(changes, this::applyToMaps);
        }
    }

    private void applyToMaps(List<Change> changes) {
        for (Change change : changes) {
            switch (change) {
                case Change.Put(String map, byte[] key, byte[] value) -> map(map).put(key, value);
                case Change.Remove(String map, byte[] key) -> map(map).remove(key);
                case Change.Drop(String map) -> store.removeMap(drop(map));
            }
        }
    }

    private MVMap<byte[], byte[]> drop(String name) {
        MVMap<byte[], byte[]> map = map(name);
        maps.remove(name);
        return map;
    }

    /// The position of this thread's last batch since the last call, or 0 when it wrote nothing.
    public long takePosition() {
        long[] last = written.get();
        long position = last[0];
        last[0] = 0;
        return position;
    }

    /// Makes the next [#takePosition] of this thread cover everything anybody has written so far.
    public void coverAllWrites() {
        if (journal != null) {
            written.get()[0] = journal.log().appended();
        }
    }

    public boolean isDurable(long position) {
        return journal == null || journal.log().isDurable(position);
    }

    /// Calls `answer` with null when `position` is durable, or with the reason why it isn't and won't be.
    public void whenDurable(long position, Consumer<@Nullable IOException> answer) {
        if (journal == null) {
            answer.accept(null);
        } else {
            journal.log().whenDurable(position, answer::accept);
        }
    }

    /// Why the store takes no more writes, and what it reads may never have reached the disk; null when all is well.
    public @Nullable IOException failure() {
        return journal == null ? null : journal.log().failure();
    }

    /// Whether it takes no writes, for now or for ever.
    public boolean refusesWrites() {
        return journal != null && journal.refusesWrites();
    }

    /// @param told hears once why the store takes no more writes for ever, when that happens
    public void whenFailed(Consumer<IOException> told) {
        if (journal != null) {
            journal.log().whenFailed(told);
        }
    }

    public long fileSize() {
        return store.getFileStore() == null ? 0 : store.getFileStore().size();
    }

    /// Moves everything to the store's file now, instead of when it is due.
    public void checkpoint() throws IOException {
        if (journal != null) {
            journal.checkpoint();
        }
    }

    /// Waits until everything written so far is durable.
    void syncLog() throws IOException {
        if (journal != null) {
            journal.log().sync();
        }
    }

    /// Makes room in the store's file now, instead of when it is due.
    public void compact() throws IOException {
        checkpoint();
        if (journal != null) {
            journal.compact();
        }
    }

    @Override
    public void close() {
        if (journal == null) {
            store.closeImmediately();
        } else {
            journal.close();
        }
    }
}
