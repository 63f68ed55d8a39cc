package cn.juhui.evidence.adapter.imaging.format.png;

import cn.juhui.evidence.adapter.imaging.format.Bytes;
import cn.juhui.evidence.adapter.imaging.format.Inspection;
import cn.juhui.evidence.adapter.imaging.format.TrailingData;
import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.Refusal.Damage;
import cn.juhui.evidence.domain.Refusal.Kind;
import cn.juhui.evidence.domain.picture.Orientation;
import cn.juhui.evidence.domain.picture.PictureFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Walks a PNG file (ISO/IEC 15948) chunk by chunk, checksums included, to its last byte.
public final class PngStructure {

    static final int IHDR = 0x49484452;
    static final int PLTE = 0x504c5445;
    static final int TRNS = 0x74524e53;
    static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;

    /// The chunks of an animation.
    private static final int ACTL = 0x6163544c;

    private static final int FCTL = 0x6663544c;
    private static final int FDAT = 0x66644154;

    /// The bit of a type's first letter that says that a decoder may do without the chunk.
    private static final int ANCILLARY = 0x20000000;

    private static final int SIGNATURE = 8;

    /// Length, type and checksum around a chunk's data.
    private static final int FRAME = 12;

    private final byte[] file;
    private final IntakeLimits limits;
    private final List<PngChunk> pixels = new ArrayList<>();
    private @Nullable PngHeader header;
    private boolean palette;
    private boolean pixelsEnded;

    public PngStructure(byte[] file, IntakeLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    public static boolean begins(byte[] file) {
        return Bytes.startsWith(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
    }

    public Inspection inspect() {
        int at = SIGNATURE;
        while (at + FRAME <= file.length) {
            var length = Bytes.u32(file, at);
            var type = Bytes.i32(file, at + 4);
            if (!isLetters(type)) {
                return Inspection.corrupt(Damage.MALFORMED);
            }
            if (at + FRAME + length > file.length) {
                return Inspection.corrupt(Damage.TRUNCATED);
            }
            var chunk = new PngChunk(type, at + 8, (int) length);
            at += FRAME + chunk.length();
            if (!isIntact(chunk)) {
                return Inspection.corrupt(Damage.MALFORMED);
            }
            var problem = take(chunk);
            if (problem != null) {
                return problem;
            }
            if (type == IEND) {
                return TrailingData.hidesAnotherFile(file, at)
                        ? Inspection.corrupt(Damage.TRAILING_DATA)
                        : end(at);
            }
        }
        return Inspection.corrupt(Damage.TRUNCATED);
    }

    private static boolean isLetters(int type) {
        for (int shift = 0; shift < 32; shift += 8) {
            int c = type >> shift & 0xff;
            if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return true;
    }

    private boolean isIntact(PngChunk chunk) {
        var crc = new CRC32();
        crc.update(file, chunk.start() - 4, chunk.length() + 4);
        return crc.getValue() == Bytes.u32(file, chunk.start() + chunk.length());
    }

    private @Nullable Inspection take(PngChunk chunk) {
        if (header == null && chunk.type() != IHDR) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        if (!pixels.isEmpty() && chunk.type() != IDAT) {
            pixelsEnded = true;
        }
        return switch (chunk.type()) {
            case IHDR -> takeHeader(chunk);
            case PLTE -> takePalette(chunk);
            case IDAT -> takePixels(chunk);
            case IEND -> null;
            case ACTL, FCTL, FDAT -> Inspection.unsupported(Kind.ANIMATED);
            default -> isCritical(chunk) ? Inspection.corrupt(Damage.MALFORMED) : null;
        };
    }

    private static boolean isCritical(PngChunk chunk) {
        return (chunk.type() & ANCILLARY) == 0;
    }

    private @Nullable Inspection takeHeader(PngChunk chunk) {
        if (header != null || chunk.length() != PngHeader.LENGTH) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        var read = PngHeader.read(file, chunk.start());
        header = read;
        var outside = Inspection.outsideOf(limits, read.width(), read.height());
        if (outside != null) {
            return outside;
        }
        return read.isValid() ? null : Inspection.corrupt(Damage.MALFORMED);
    }

    private @Nullable Inspection takePalette(PngChunk chunk) {
        var wellFormed =
                !palette
                        && pixels.isEmpty()
                        && chunk.length() > 0
                        && chunk.length() <= 768
                        && chunk.length() % 3 == 0;
        palette = true;
        return wellFormed ? null : Inspection.corrupt(Damage.MALFORMED);
    }

    private @Nullable Inspection takePixels(PngChunk chunk) {
        pixels.add(chunk);
        return pixelsEnded ? Inspection.corrupt(Damage.MALFORMED) : null;
    }

    private Inspection end(int at) {
        var read = header;
        if (read == null || pixels.isEmpty() || read.needsPalette() && !palette) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        var damage = new PngPixels(file, pixels).check(read.rawBytes());
        return damage == null
                ? new Inspection.Sound(
                        PictureFormat.PNG,
                        (int) read.width(),
                        (int) read.height(),
                        Orientation.UPRIGHT,
                        at,
                        at)
                : Inspection.corrupt(damage);
    }
}
