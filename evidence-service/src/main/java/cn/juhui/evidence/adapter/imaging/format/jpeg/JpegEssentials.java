package cn.juhui.evidence.adapter.imaging.format.jpeg;

import cn.juhui.evidence.adapter.imaging.format.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// A sound JPEG file without everything that a decoder doesn't need for the pixels: no Exif, thumbnails, profiles or comments, which
/// may be bombs of their own, or talk to code that nobody expects.
///
/// Two application segments say how the colours are meant: JFIF's, which stays in its shortest form (Exif implies it), and
/// Adobe's, which stays as it is.
public final class JpegEssentials {

    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    private static final int START_OF_SCAN = 0xda;

    private static final byte[] JFIF = {
        (byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private JpegEssentials() {}

    /// @param file for which [FileInspector#inspect] said that it is a sound JPEG
    /// @param end where its first picture ends: what is behind it isn't needed either
    public static byte[] of(byte[] file, int end) {
        var head = new ByteArrayOutputStream();
        head.write(file, 0, 2);
        if (isUsualColours(file)) {
            head.writeBytes(JFIF);
        }
        int at = 2;
        while (Bytes.u8(file, at + 1) != START_OF_SCAN) {
            int next = next(file, at);
            if (isNeeded(file, at)) {
                head.write(file, at, next - at);
            }
            at = next;
        }
        var kept = Arrays.copyOf(head.toByteArray(), head.size() + end - at);
        System.arraycopy(file, at, kept, head.size(), end - at);
        return kept;
    }

    private static boolean isUsualColours(byte[] file) {
        for (int at = 2; Bytes.u8(file, at + 1) != START_OF_SCAN; at = next(file, at)) {
            if (isCalled(file, at, APP0, "JFIF\0") || isCalled(file, at, APP1, "Exif\0")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNeeded(byte[] file, int at) {
        int marker = Bytes.u8(file, at + 1);
        var talk = marker >= APP0 && marker <= APP15 || marker == COMMENT;
        return !talk || isCalled(file, at, APP14, "Adobe");
    }

    /// Where the next marker begins; a marker may have fill bytes in front of it.
    private static int next(byte[] file, int at) {
        return Bytes.u8(file, at + 1) == 0xff ? at + 1 : at + 2 + Bytes.u16(file, at + 2);
    }

    private static boolean isCalled(byte[] file, int at, int marker, String name) {
        return Bytes.u8(file, at + 1) == marker
                && Bytes.u16(file, at + 2) >= 2 + name.length()
                && Bytes.ascii(file, at + 4, name.length()).equals(name);
    }
}
