package cn.juhui.refund.adapter.http.export;

import cn.juhui.platform.http.body.BodyRoom;
import cn.juhui.platform.http.problem.ProblemException;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A file for a caller, written to disk before any of it is sent: what goes wrong while it is made is still answered with a problem
/// document, a slow reader holds no memory, and nobody takes half a file for a whole one. It is deleted when it was sent.
public final class TemporaryFile {

    private TemporaryFile() {}

    /// Writes the file.
    public interface Filling {
        void fill(OutputStream out) throws IOException;
    }

    /// @param room from which the file's bytes are taken until it was sent
    /// @param fileName under which the caller keeps it: ASCII, of our making
    public static ResponseEntity<Resource> answer(
            BodyRoom room, MediaType type, String fileName, Filling filling) {
        try {
            var file = Files.createTempFile("juhui-", ".spool");
            var taken = new Taken(room);
            try {
                fill(file, taken, filling);
                return answer(type, fileName, file, taken);
            } catch (IOException | RuntimeException e) {
                taken.giveBack();
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How much of the room one file takes.
    private static final class Taken {

        private final BodyRoom room;
        private long bytes;

        Taken(BodyRoom room) {
            this.room = room;
        }

        void more(int count) {
            if (!room.take(count)) {
                throw ProblemException.of(503, "SERVICE_UNAVAILABLE");
            }
            bytes += count;
        }

        void giveBack() {
            room.giveBack(bytes);
            bytes = 0;
        }

        OutputStream counting(OutputStream file) {
            return new FilterOutputStream(file) {
                @Override
                public void write(int b) throws IOException {
                    more(1);
                    out.write(b);
                }

                @Override
                public void write(byte[] buffer, int offset, int length) throws IOException {
                    more(length);
                    out.write(buffer, offset, length);
                }
            };
        }

        InputStream givingBack(InputStream file) {
            return new FilterInputStream(file) {
                @Override
                public void close() throws IOException {
                    giveBack();
                    super.close();
                }
            };
        }
    }

    private static void fill(Path file, Taken taken, Filling filling) throws IOException {
        try (var out = new BufferedOutputStream(taken.counting(Files.newOutputStream(file)))) {
            filling.fill(out);
        }
    }

    private static ResponseEntity<Resource> answer(
            MediaType type, String fileName, Path file, Taken taken) throws IOException {
        var size = Files.size(file);
        var content =
                taken.givingBack(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
        return ResponseEntity.ok()
                .contentType(type)
                .contentLength(size)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(fileName).build().toString())
                .body(new InputStreamResource(content));
    }
}
