package cn.juhui.embeddedmongo.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
    private static final String MAP = "documents";

    private static byte[] key(int key) {
        return ByteBuffer.allocate(4).putInt(key).array();
    }

    private static void put(Storage storage, int key, byte[] value) {
        Batch batch = new Batch();
        batch.put(MAP, key(key), value);
        storage.apply(batch);
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Nested
    class A_store_that_is_updated_all_the_time {
        private static final int DOCUMENTS = 2_000;
        private static final int DOCUMENT_BYTES = 2_000;
        private static final Duration HALF = Duration.ofSeconds(4);
        private static final long LIVE_BYTES = (long) DOCUMENTS * DOCUMENT_BYTES;

        @Test
        void does_not_grow_with_what_was_written(@TempDir Path directory) throws IOException {
            Random random = new Random(1);
            try (Storage storage = Storage.onDisk(directory, Durability.WRITTEN)) {
                long first = update(storage, directory, random);
                long second = update(storage, directory, random);
                assertThat(second)
                        .as("most bytes in the second half, %,d in the first", first)
                        .isLessThan(first + first / 2);
            }
            assertThat(bytes(directory)).isLessThan(8 * LIVE_BYTES);
        }

        /// Writes what the store has twenty times over, at least, and for a while.
        private static long update(Storage storage, Path directory, Random random)
                throws IOException {
            long end = System.nanoTime() + HALF.toNanos();
            byte[] value = new byte[DOCUMENT_BYTES];
            long most = 0;
            long written = 0;
            while (System.nanoTime() < end || written < 20 * LIVE_BYTES) {
                for (int i = 0; i < 1_000; i++) {
                    random.nextBytes(value);
                    put(storage, random.nextInt(DOCUMENTS), value.clone());
                    written += value.length;
                }
                most = Math.max(most, bytes(directory));
            }
            return most;
        }
    }

    @Nested
    class A_disk_that_fills_up {
        @Test
        void is_named_before_anything_is_lost_and_can_be_cleared(@TempDir Path directory)
                throws Exception {
            AtomicLong free = new AtomicLong(FreeSpace.LEAST_BYTES);
            try (Storage storage = Storage.onDisk(directory, Durability.SYNCED, free::get)) {
                put(storage, 1, key(1));
                free.decrementAndGet();
                assertThatThrownBy(() -> putUntilRefused(storage))
                        .isInstanceOf(StorageFullException.class)
                        .hasMessageContaining("127 MiB are free")
                        .hasMessageContaining(directory.toString());
                free.incrementAndGet();
                put(storage, 2, key(2));
            }
            try (Storage storage = Storage.onDisk(directory, Durability.SYNCED, free::get)) {
                assertThat(storage.map(MAP).get(key(2))).isEqualTo(key(2));
            }
            assertThatThrownBy(() -> Storage.onDisk(directory, Durability.SYNCED, () -> 0))
                    .isInstanceOf(StorageFullException.class);
        }

        private static void putUntilRefused(Storage storage) throws InterruptedException {
            for (int i = 0; i < 1_000; i++) {
                put(storage, 1, key(i));
                Thread.sleep(10);
            }
        }
    }

    @Nested
    class A_log {
        @Test
        void that_ends_in_half_a_record_is_good_up_to_there(@TempDir Path directory)
                throws IOException {
            Path copy = copyWhileOpen(directory, 100);
            Path log = LogSegment.allIn(copy).getLast().file();
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                file.setLength(file.length() - 3);
            }
            try (Storage storage = Storage.onDisk(copy, Durability.SYNCED)) {
                assertThat(storage.map(MAP).sizeAsLong()).isEqualTo(99);
            }
        }

        @Test
        void with_a_changed_byte_is_good_up_to_there(@TempDir Path directory) throws IOException {
            Path copy = copyWhileOpen(directory, 100);
            Path log = LogSegment.allIn(copy).getLast().file();
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                file.seek(file.length() / 2);
                int old = file.read();
                file.seek(file.length() / 2);
                file.write(old ^ 1);
            }
            try (Storage storage = Storage.onDisk(copy, Durability.SYNCED)) {
                assertThat(storage.map(MAP).sizeAsLong()).isBetween(48L, 51L);
            }
        }

        @Test
        void that_is_replayed_twice_does_no_harm(@TempDir Path directory) throws IOException {
            Path copy = copyWhileOpen(directory, 100);
            Path log = LogSegment.allIn(copy).getLast().file();
            byte[] before = Files.readAllBytes(log);
            Storage.onDisk(copy, Durability.SYNCED).close();
            Files.write(log, before);
            try (Storage storage = Storage.onDisk(copy, Durability.SYNCED)) {
                assertThat(storage.map(MAP).sizeAsLong()).isEqualTo(100);
            }
        }

        @Test
        void that_is_damaged_before_its_last_segment_is_not_passed_over(@TempDir Path directory)
                throws IOException {
            Path copy = copyWhileOpen(directory, 100);
            LogSegment last = LogSegment.allIn(copy).getLast();
            Files.copy(last.file(), LogSegment.in(copy, last.number() + 1).file());
            try (RandomAccessFile file = new RandomAccessFile(last.file().toFile(), "rw")) {
                file.setLength(file.length() - 3);
            }
            assertThatThrownBy(() -> Storage.onDisk(copy, Durability.SYNCED))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged")
                    .hasMessageContaining(last.file().toString());
        }

        /// What a killed process would have left behind.
        private static Path copyWhileOpen(Path directory, int records) throws IOException {
            Path original = Files.createDirectory(directory.resolve("original"));
            Path copy = Files.createDirectory(directory.resolve("copy"));
            try (Storage storage = Storage.onDisk(original, Durability.WRITTEN)) {
                for (int i = 0; i < records; i++) {
                    put(storage, i, key(i));
                }
                storage.syncLog();
                try (Stream<Path> files = Files.list(original)) {
                    for (Path file : files.toList()) {
                        Files.copy(file, copy.resolve(file.getFileName()));
                    }
                }
            }
            return copy;
        }
    }
}
