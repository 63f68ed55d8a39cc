package cn.juhui.embeddedmongo.storage;

import java.nio.file.Path;

/// Tells the free bytes on the store's disk.
@FunctionalInterface
public interface FreeSpace {
    /// With less than this no write is accepted, so that a checkpoint still fits.
    long LEAST_BYTES = 128L << 20;

    long bytes();

    /// @throws StorageFullException when there is too little
    default void require(Path directory) {
        long free = bytes();
        if (free < LEAST_BYTES) {
            throw new StorageFullException(
                    "Only %d MiB are free on the disk of %s; the store needs at least %d MiB to accept writes"
                            .formatted(free >> 20, directory, LEAST_BYTES >> 20));
        }
    }
}
