package cn.juhui.evidence.adapter.imaging.format.webp;

import cn.juhui.evidence.adapter.imaging.format.Bytes;
import cn.juhui.evidence.adapter.imaging.format.Exif;
import cn.juhui.evidence.adapter.imaging.format.Inspection;
import cn.juhui.evidence.adapter.imaging.format.TrailingData;
import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.Refusal.Damage;
import cn.juhui.evidence.domain.Refusal.Kind;
import cn.juhui.evidence.domain.picture.Orientation;
import cn.juhui.evidence.domain.picture.PictureFormat;
import org.jspecify.annotations.Nullable;

/// Walks a WebP file (WebP Container Specification) chunk by chunk to its last byte: one picture, and of what may stand beside it only
/// chunks that are known.
public final class WebpStructure {

    private static final int VP8X = 0x56503858;
    private static final int ANIM = 0x414e494d;
    private static final int ANMF = 0x414e4d46;
    private static final int ICCP = 0x49434350;
    private static final int EXIF = 0x45584946;
    private static final int XMP = 0x584d5020;

    private static final int HEADER = 12;

    /// Type and length in front of a chunk's data.
    private static final int FRAME = 8;

    /// Of the extended header's flags.
    private static final int ANIMATED = 0x02;

    private final byte[] file;
    private final IntakeLimits limits;
    private boolean extended;
    private boolean alpha;
    private boolean picture;
    private long canvasWidth;
    private long canvasHeight;
    private long width;
    private long height;
    private Orientation orientation = Orientation.UPRIGHT;

    public WebpStructure(byte[] file, IntakeLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    public static boolean begins(byte[] file) {
        return file.length >= HEADER
                && Bytes.ascii(file, 0, 4).equals("RIFF")
                && Bytes.ascii(file, 8, 4).equals("WEBP");
    }

    public Inspection inspect() {
        var length = Bytes.u32le(file, 4) + FRAME;
        if (length > file.length) {
            return Inspection.corrupt(Damage.TRUNCATED);
        }
        if (length < HEADER || length % 2 != 0) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        int end = (int) length;
        int at = HEADER;
        while (at + FRAME <= end) {
            var size = Bytes.u32le(file, at + 4);
            if (at + FRAME + size + size % 2 > end) {
                return Inspection.corrupt(Damage.MALFORMED);
            }
            int start = at + FRAME;
            var problem = take(at == HEADER, Bytes.i32(file, at), start, (int) size);
            if (problem != null) {
                return problem;
            }
            at = start + (int) (size + size % 2);
        }
        if (at != end || !picture) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        return TrailingData.hidesAnotherFile(file, end)
                ? Inspection.corrupt(Damage.TRAILING_DATA)
                : new Inspection.Sound(
                        PictureFormat.WEBP, (int) width, (int) height, orientation, end, end);
    }

    private @Nullable Inspection take(boolean first, int type, int start, int size) {
        if (type == VP8X) {
            return first ? takeHeader(start, size) : Inspection.corrupt(Damage.MALFORMED);
        }
        if (!first && !extended) {
            // A file of the simple kind is its picture and nothing else.
            return Inspection.corrupt(Damage.TRAILING_DATA);
        }
        return switch (type) {
            case WebpParts.VP8, WebpParts.VP8L ->
                    takePicture(type == WebpParts.VP8L, start, start + size);
            case ANIM, ANMF -> Inspection.unsupported(Kind.ANIMATED);
            case WebpParts.ALPH -> takeAlpha(size);
            case EXIF -> {
                orientation = Exif.ofChunk(file, start, size, orientation);
                yield null;
            }
            case ICCP, XMP -> null;
            default -> Inspection.corrupt(picture ? Damage.TRAILING_DATA : Damage.MALFORMED);
        };
    }

    private @Nullable Inspection takeHeader(int start, int size) {
        if (size != 10) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        extended = true;
        canvasWidth = u24(start + 4) + 1;
        canvasHeight = u24(start + 7) + 1;
        var outside = Inspection.outsideOf(limits, canvasWidth, canvasHeight);
        if (outside != null) {
            return outside;
        }
        return (Bytes.u8(file, start) & ANIMATED) != 0
                ? Inspection.unsupported(Kind.ANIMATED)
                : null;
    }

    private long u24(int at) {
        return Bytes.u16le(file, at) | (long) Bytes.u8(file, at + 2) << 16;
    }

    private @Nullable Inspection takeAlpha(int size) {
        var fits = !alpha && !picture && size > 1;
        alpha = true;
        return fits ? null : Inspection.corrupt(Damage.MALFORMED);
    }

    private @Nullable Inspection takePicture(boolean lossless, int start, int end) {
        var sides = WebpParts.sides(file, lossless, start, end);
        if (picture || sides == null || lossless && alpha) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        picture = true;
        width = sides[0];
        height = sides[1];
        var fits = !extended || width == canvasWidth && height == canvasHeight;
        return fits
                ? Inspection.outsideOf(limits, width, height)
                : Inspection.corrupt(Damage.MALFORMED);
    }
}
