package cn.juhui.embeddedmongo;

import cn.juhui.embeddedmongo.backend.StoreBackend;
import cn.juhui.embeddedmongo.storage.Durability;
import cn.juhui.embeddedmongo.storage.FreeSpace;
import cn.juhui.embeddedmongo.storage.Storage;
import cn.juhui.embeddedmongo.storage.StorageFailedException;
import cn.juhui.embeddedmongo.storage.StorageFullException;
import cn.juhui.embeddedmongo.storage.StoreLockedException;
import cn.juhui.embeddedmongo.wire.WireServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A running store that MongoDB drivers can talk to. Close it to flush and to give up its port and its files.
public final class EmbeddedMongo implements AutoCloseable {
    private final Storage storage;
    private final StoreBackend backend;
    private final WireServer server;
    private final String host;

    private EmbeddedMongo(Storage storage, String host, int port) {
        this.host = host;
        this.storage = storage;
        try {
            this.backend = new StoreBackend(storage);
        } catch (Throwable e) {
            storage.close();
            throw e;
        }
        try {
            this.server = new WireServer(backend, storage, host, port);
        } catch (Throwable e) {
            backend.close();
            throw PortUnavailableException.on(host, port, e);
        }
    }

    /// Opens (or creates) the store in `directory` and listens on `host:port`; port 0 takes any free one. A write is
    /// answered when it is synced.
    ///
    /// @throws StoreLockedException when another process has the store open
    /// @throws PortUnavailableException when somebody else listens there
    /// @throws StorageFullException when the disk has no room for changes
    public static EmbeddedMongo onDisk(Path directory, String host, int port) {
        return onDisk(directory, host, port, Durability.SYNCED);
    }

    public static EmbeddedMongo onDisk(
            Path directory, String host, int port, Durability durability) {
        try {
            Files.createDirectories(directory);
            return new EmbeddedMongo(Storage.onDisk(directory, durability), host, port);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Can't open the store in " + directory + ": " + e.getMessage(), e);
        }
    }

    /// The same on a disk about which somebody else tells how much is free, for tests.
    public static EmbeddedMongo onDisk(Path directory, FreeSpace free) {
        try {
            Files.createDirectories(directory);
            Storage storage = Storage.onDisk(directory, Durability.SYNCED, free);
            return new EmbeddedMongo(storage, "127.0.0.1", 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Can't open the store in " + directory + ": " + e.getMessage(), e);
        }
    }

    /// A store that forgets everything when it is closed, for tests. Same indexes, no disk.
    public static EmbeddedMongo inMemory(String host, int port) {
        return new EmbeddedMongo(Storage.inMemory(), host, port);
    }

    /// The connection string without a database, such as `mongodb://127.0.0.1:27017`.
    public String uri() {
        return "mongodb://" + host + ":" + port();
    }

    public int port() {
        return server.port();
    }

    /// A store that could not write what it must takes no commands until it is opened again.
    ///
    /// @param told hears once why, when that happens
    public void whenFailed(Consumer<String> told) {
        storage.whenFailed(failure -> told.accept(StorageFailedException.reason(failure)));
    }

    StoreBackend backend() {
        return backend;
    }

    /// Stops listening, drops the clients and writes everything to disk.
    @Override
    public void close() {
        server.close();
        backend.close();
    }
}
