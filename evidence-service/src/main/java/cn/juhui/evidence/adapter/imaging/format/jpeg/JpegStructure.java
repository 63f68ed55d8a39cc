package cn.juhui.evidence.adapter.imaging.format.jpeg;

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

/// Walks a JPEG file (ITU-T T.81) marker by marker to its last byte.
public final class JpegStructure {

    /// Honest progressive files have about ten scans; each one makes a decoder walk over the whole picture.
    private static final int MAX_SCANS = 64;

    /// A decoder keeps the coefficients of a whole picture that comes in several scans: six bytes a pixel.
    private static final long MAX_SCANNED_PIXELS = 20_000_000;

    /// Pixels × scans after the first.
    private static final long MAX_WORK = 200_000_000;

    private static final int PROGRESSIVE = 0xc2;
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;

    private final byte[] file;
    private final int start;
    private final int end;
    private final IntakeLimits limits;
    private final @Nullable JpegTail tail;
    private int width;
    private int height;
    private int scans;
    private boolean progressive;
    private Orientation orientation = Orientation.UPRIGHT;

    /// A file that is one.
    public JpegStructure(byte[] file, IntakeLimits limits) {
        this(file, 0, file.length, limits, new JpegTail(file, limits, JpegStructure::endOf));
    }

    private JpegStructure(
            byte[] file, int start, int end, IntakeLimits limits, @Nullable JpegTail tail) {
        this.file = file;
        this.start = start;
        this.end = end;
        this.limits = limits;
        this.tail = tail;
    }

    /// Where a further picture, in a part of a file, ends; -1 when it isn't sound.
    static int endOf(byte[] file, int start, int end, IntakeLimits limits) {
        var begins = Bytes.u16(file, start) == 0xffd8;
        return begins
                        && new JpegStructure(file, start, end, limits, null).inspect()
                                instanceof Inspection.Sound sound
                ? sound.end()
                : -1;
    }

    public static boolean begins(byte[] file) {
        return Bytes.startsWith(file, 0xff, 0xd8, 0xff);
    }

    public Inspection inspect() {
        int at = start + 2;
        while (at + 1 < end) {
            if (Bytes.u8(file, at) != 0xff) {
                return Inspection.corrupt(Damage.MALFORMED);
            }
            int marker = Bytes.u8(file, at + 1);
            if (marker == 0xff) {
                at++;
                continue;
            }
            if (marker == END) {
                return end(at + 2);
            }
            if (at + 4 > end) {
                break;
            }
            int length = Bytes.u16(file, at + 2);
            if (at + 2 + length > end) {
                break;
            }
            var problem = take(marker, at + 4, length - 2);
            if (problem != null) {
                return problem;
            }
            at += 2 + length;
            if (marker == START_OF_SCAN) {
                at = afterEntropyCodedData(at);
            }
        }
        return Inspection.corrupt(Damage.TRUNCATED);
    }

    /// A marker's segment; `start` and `length` are those of its content.
    private @Nullable Inspection take(int marker, int start, int length) {
        var noSegment = length < 0 || marker < 0xc0 || marker >= 0xd0 && marker <= 0xd8;
        if (noSegment || scans > 0 && isTalk(marker)) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        return switch (marker) {
            case 0xc0, 0xc1, PROGRESSIVE -> takeFrame(marker, start, length);
            case 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf ->
                    Inspection.unsupported(Kind.UNUSUAL_ENCODING);
            case START_OF_SCAN -> takeScan();
            case APP1, APP2 -> {
                orientation = Exif.orientation(file, start, length, orientation);
                if (tail != null) {
                    tail.note(start, length);
                }
                yield null;
            }
            default -> null;
        };
    }

    /// What is not for the pixels: application segments and comments. They stand in front of the first scan.
    private static boolean isTalk(int marker) {
        return marker >= 0xe0 && marker <= 0xef || marker == 0xfe;
    }

    private @Nullable Inspection takeFrame(int marker, int start, int length) {
        if (width != 0 || length < 6) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        progressive = marker == PROGRESSIVE;
        height = Bytes.u16(file, start + 1);
        width = Bytes.u16(file, start + 3);
        var outside = Inspection.outsideOf(limits, width, height);
        if (outside != null) {
            return outside;
        }
        int components = Bytes.u8(file, start + 5);
        if (length != 6 + 3 * components) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        var usual = Bytes.u8(file, start) == 8 && (components == 1 || components == 3);
        return usual ? null : Inspection.unsupported(Kind.UNUSUAL_ENCODING);
    }

    private @Nullable Inspection takeScan() {
        if (width == 0) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        scans++;
        long pixels = (long) width * height;
        var costly =
                scans > MAX_SCANS
                        || (scans > 1 || progressive) && pixels > MAX_SCANNED_PIXELS
                        || (scans - 1) * pixels > MAX_WORK;
        return costly ? Inspection.corrupt(Damage.TOO_COSTLY) : null;
    }

    private int afterEntropyCodedData(int from) {
        int at = from;
        while (at + 1 < end) {
            if (Bytes.u8(file, at) == 0xff) {
                int next = Bytes.u8(file, at + 1);
                var data = next == 0 || next >= 0xd0 && next <= 0xd7;
                if (!data && next != 0xff) {
                    return at;
                }
            }
            at++;
        }
        return end;
    }

    private Inspection end(int at) {
        if (scans == 0) {
            return Inspection.corrupt(Damage.MALFORMED);
        }
        if (at == end || tail == null || tail.isKnown(at)) {
            return sound(at, end);
        }
        return TrailingData.hidesAnotherFile(file, at)
                ? Inspection.corrupt(Damage.TRAILING_DATA)
                : sound(at, at);
    }

    private Inspection sound(int pictureEnd, int kept) {
        return new Inspection.Sound(
                PictureFormat.JPEG, width, height, orientation, pictureEnd, kept);
    }
}
