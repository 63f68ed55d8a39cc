package cn.juhui.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Takes files apart and puts them together again, for better or worse.
public final class Files {

    private Files() {}

    public static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] hex(int... bytes) {
        var file = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            file[i] = (byte) bytes[i];
        }
        return file;
    }

    public static byte[] first(byte[] file, int length) {
        return Arrays.copyOf(file, length);
    }

    public static byte[] from(byte[] file, int start) {
        return Arrays.copyOfRange(file, start, file.length);
    }

    /// A copy with one byte changed.
    public static byte[] flipped(byte[] file, int at) {
        var copy = file.clone();
        copy[at] ^= 0x55;
        return copy;
    }

    public static final byte[] PNG_SIGNATURE = hex(0x89, 'P', 'N', 'G', 13, 10, 26, 10);

    public static byte[] chunk(String type, byte... data) {
        var crc = new CRC32();
        crc.update(ascii(type));
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(ascii(type))
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    public static byte[] header(int width, int height, int depth, int colourType) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(hex(depth, colourType, 0, 0, 0))
                        .array());
    }

    public static byte[] deflated(byte... raw) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(raw);
        deflater.finish();
        var packed = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }

    /// A PNG of these chunks between signature and IEND.
    public static byte[] png(byte[]... chunks) {
        return join(PNG_SIGNATURE, join(chunks), chunk("IEND"));
    }

    /// A PNG with one more chunk right behind its header.
    public static byte[] pngWith(byte[] png, byte[] chunk) {
        int behindHeader = 8 + 25;
        return join(first(png, behindHeader), chunk, from(png, behindHeader));
    }

    /// A JPEG with one more segment right behind its first marker.
    public static byte[] jpegWith(byte[] jpeg, int marker, byte[] content) {
        int length = content.length + 2;
        return join(
                first(jpeg, 2),
                hex(0xff, marker, length >> 8, length & 0xff),
                content,
                from(jpeg, 2));
    }

    /// An Exif segment's content that says how the camera was held, and where.
    public static byte[] exif(int orientation) {
        return join(
                ascii("Exif\0\0MM\0*"),
                hex(0, 0, 0, 8, 0, 2),
                hex(0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0),
                hex(0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38),
                hex(0, 0, 0, 0),
                ascii("GPS 30.2741N 120.1551E"));
    }
}
