package cn.juhui.evidence.adapter.imaging.format.png;

import cn.juhui.evidence.domain.Refusal.Damage;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The compressed pixels of a PNG file: inflated once into a small buffer, only to count them, so that a file that holds more
/// or less than its header says is found out before a decoder sees it.
final class PngPixels {

    private static final int BUFFER = 64 * 1024;

    private final byte[] file;
    private final List<PngChunk> chunks;

    PngPixels(byte[] file, List<PngChunk> chunks) {
        this.file = file;
        this.chunks = chunks;
    }

    /// Null when there are exactly that many bytes of pixels.
    @Nullable Damage check(long expected) {
        var inflater = new Inflater();
        try {
            return check(expected, inflater);
        } catch (DataFormatException e) {
            return Damage.MALFORMED;
        } finally {
            inflater.end();
        }
    }

    private @Nullable Damage check(long expected, Inflater inflater) throws DataFormatException {
        var buffer = new byte[BUFFER];
        long inflated = 0;
        for (var chunk : chunks) {
            if (chunk.length() == 0) {
                continue;
            }
            if (inflater.finished()) {
                return Damage.TRAILING_DATA;
            }
            inflater.setInput(file, chunk.start(), chunk.length());
            int count;
            while ((count = inflater.inflate(buffer)) > 0) {
                inflated += count;
                if (inflated > expected) {
                    return Damage.MALFORMED;
                }
            }
            if (inflater.needsDictionary()) {
                return Damage.MALFORMED;
            }
            if (inflater.finished() && inflater.getRemaining() > 0) {
                return Damage.TRAILING_DATA;
            }
        }
        return inflater.finished() && inflated == expected ? null : Damage.TRUNCATED;
    }
}
