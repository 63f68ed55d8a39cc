package cn.juhui.refund.adapter.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
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
final class Spool {

    private Spool() {}

    /// Writes the file.
    interface Filling {
        void fill(OutputStream out) throws IOException;
    }

    /// @param fileName under which the caller keeps it: ASCII, of our making
    static ResponseEntity<Resource> answer(MediaType type, String fileName, Filling filling) {
        try {
            var file = Files.createTempFile("juhui-", ".spool");
            try {
                fill(file, filling);
                return answer(type, fileName, file);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Path file, Filling filling) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            filling.fill(out);
        }
    }

    private static ResponseEntity<Resource> answer(MediaType type, String fileName, Path file)
            throws IOException {
        var size = Files.size(file);
        var content = Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
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
