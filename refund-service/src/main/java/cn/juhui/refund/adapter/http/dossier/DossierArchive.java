package cn.juhui.refund.adapter.http.dossier;

import cn.juhui.refund.adapter.http.export.TemporaryFile;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A ZIP that remembers the size and the SHA-256 of each file in it.
final class DossierArchive implements AutoCloseable {

    private final ZipOutputStream zip;
    private final FileTime time;
    private final List<Filed> files = new ArrayList<>();

    DossierArchive(OutputStream out, Instant time) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.time = FileTime.from(time);
    }

    /// A file in the archive.
    record Filed(String path, long bytes, String sha256) {}

    interface Writing {
        void write(Writer out) throws IOException;
    }

    Filed add(String path, byte[] bytes) throws IOException {
        return entry(path, out -> out.write(bytes));
    }

    Filed addText(String path, Writing writing) throws IOException {
        return entry(
                path,
                out -> {
                    var writer =
                            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                    writing.write(writer);
                    writer.flush();
                });
    }

    List<Filed> files() {
        return List.copyOf(files);
    }

    /// A file that every dossier has.
    static byte[] resource(String name) throws IOException {
        try (var in = DossierArchive.class.getResourceAsStream("/dossier/" + name)) {
            if (in == null) {
                throw new IllegalStateException("No /dossier/" + name + " on the class path");
            }
            return in.readAllBytes();
        }
    }

    private Filed entry(String path, TemporaryFile.Filling filling) throws IOException {
        var entry = new ZipEntry(path);
        entry.setLastModifiedTime(time);
        zip.putNextEntry(entry);
        var measured = new Measured(zip);
        filling.fill(measured);
        measured.flush();
        zip.closeEntry();
        var filed = new Filed(path, measured.bytes, measured.sha256());
        files.add(filed);
        return filed;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static final class Measured extends FilterOutputStream {

        private final MessageDigest digest;
        private long bytes;

        Measured(OutputStream out) {
            super(out);
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            out.write(b, off, len);
            digest.update(b, off, len);
            bytes += len;
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
