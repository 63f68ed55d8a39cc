package cn.juhui.embeddedmongo.storage;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// One file of the write-ahead log: records of `length, checksum, changes`, the last of which may be torn.
record LogSegment(Path file, long number) {
    static final int RECORD_HEADER = 8;

    static LogSegment in(Path directory, long number) {
        return new LogSegment(directory.resolve("log-%012d".formatted(number)), number);
    }

    /// All segments of a directory, oldest first.
    static List<LogSegment> allIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().matches("log-\\d{12}"))
                    .map(f -> new LogSegment(f, numberOf(f)))
                    .sorted((a, b) -> Long.compare(a.number, b.number))
                    .toList();
        }
    }

    private static long numberOf(Path file) {
        return Long.parseLong(file.getFileName().toString().substring("log-".length()));
    }

    /// Hands every whole record to `reader`.
    ///
    /// @return whether the segment ended with a whole record
    boolean replay(Consumer<List<Change>> reader) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            long left = Files.size(file);
            while (left > 0) {
                if (left < RECORD_HEADER) {
                    return false;
                }
                int length = in.readInt();
                int checksum = in.readInt();
                left -= RECORD_HEADER;
                if (length <= 0 || length > left) {
                    return false;
                }
                byte[] record = in.readNBytes(length);
                left -= length;
                if (record.length < length || checksum(record) != checksum) {
                    return false;
                }
                reader.accept(Change.decode(ByteBuffer.wrap(record)));
            }
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    static int checksum(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record);
        return (int) crc.getValue();
    }
}
