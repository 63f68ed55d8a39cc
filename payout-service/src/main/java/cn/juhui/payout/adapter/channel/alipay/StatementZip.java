package cn.juhui.payout.adapter.channel.alipay;

import cn.juhui.payout.application.statement.Statements.Fault;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// A zip of text files in GBK, read as a stream and within limits: what it says of itself (names, sizes) decides nothing, and nothing is unpacked to
/// the disk.
final class StatementZip implements AutoCloseable {

    /// Unpacked, of all files together.
    static final long MOST_BYTES = 512L * 1024 * 1024;

    static final int MOST_LINES = 1_000_000;
    static final int LONGEST_LINE = 4_096;

    private static final int MOST_FILES = 16;
    private static final Charset GBK = Charset.forName("GBK");

    private final ZipInputStream zip;
    private final Limited unpacked;
    private int files;
    private int line;

    StatementZip(InputStream packed) {
        this.zip = new ZipInputStream(packed, GBK);
        this.unpacked = new Limited(zip);
    }

    /// The lines of a file.
    interface Lines {

        /// The next line without its end.
        ///
        /// @throws IOException when there is none, or none that can be used
        String next() throws IOException;
    }

    /// The lines of the first file whose name ends so.
    ///
    /// @throws UnusableException when there is none
    Lines only(String end) throws IOException {
        for (var file = nextFile(); file != null; file = nextFile()) {
            if (file.getName().endsWith(end)) {
                return lines();
            }
            unpacked.skipAll();
        }
        throw new UnusableException(Fault.NO_LINES);
    }

    /// Reads to the end of the zip.
    ///
    /// @throws UnusableException when there is another file whose name ends so
    void expectNoOther(String end) throws IOException {
        unpacked.skipAll();
        for (var file = nextFile(); file != null; file = nextFile()) {
            if (file.getName().endsWith(end)) {
                throw new UnusableException(Fault.NO_LINES);
            }
            unpacked.skipAll();
        }
        line = 0;
    }

    /// The line that is being read, from 1; 0 for none.
    int line() {
        return line;
    }

    private @Nullable ZipEntry nextFile() throws IOException {
        if (++files > MOST_FILES) {
            throw new UnusableException(Fault.TOO_LARGE);
        }
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            // A name that is no text.
            throw new ZipException(String.valueOf(e.getMessage()));
        }
    }

    private Lines lines() {
        var decoder =
                GBK.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var text = new BufferedReader(new InputStreamReader(unpacked, decoder));
        return () -> next(text);
    }

    private String next(BufferedReader text) throws IOException {
        if (++line > MOST_LINES) {
            throw new UnusableException(Fault.TOO_LARGE);
        }
        var read = new StringBuilder();
        for (var c = text.read(); c != '\n'; c = text.read()) {
            if (c < 0) {
                throw new UnusableException(Fault.TRUNCATED);
            }
            if (read.length() == LONGEST_LINE) {
                throw new UnusableException(Fault.TOO_LARGE);
            }
            read.append((char) c);
        }
        var last = read.length() - 1;
        if (last >= 0 && read.charAt(last) == '\r') {
            read.setLength(last);
        }
        return read.toString();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// No more than a statement may have.
    private static final class Limited extends FilterInputStream {

        private long left = MOST_BYTES;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            var read = super.read(into, from, most);
            return count(read, Math.max(read, 0));
        }

        private int count(int read, int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new UnusableException(Fault.TOO_LARGE);
            }
            return read;
        }

        void skipAll() throws IOException {
            var unused = new byte[8 * 1024];
            while (read(unused, 0, unused.length) >= 0) {
                // Counted.
            }
        }
    }
}
