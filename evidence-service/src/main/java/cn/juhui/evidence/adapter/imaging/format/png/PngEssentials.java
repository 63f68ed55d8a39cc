package cn.juhui.evidence.adapter.imaging.format.png;

import cn.juhui.evidence.adapter.imaging.format.Bytes;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// A sound PNG file without everything that a decoder doesn't need for the pixels: no texts, profiles or times, which may be
/// bombs of their own. The pixels are one chunk, however many they came in: a decoder begins anew with each.
public final class PngEssentials {

    private static final int SIGNATURE = 8;
    private static final int FRAME = 12;

    private PngEssentials() {}

    /// @param file for which [FileInspector#inspect] said that it is a sound PNG
    public static byte[] of(byte[] file) {
        var kept = ByteBuffer.allocate(length(file));
        kept.put(file, 0, SIGNATURE);
        for (int at = SIGNATURE; at < file.length; at += size(file, at)) {
            if (isNeeded(file, at)) {
                kept.put(file, at, size(file, at));
            }
        }
        putPixels(file, kept);
        kept.put(file, file.length - FRAME, FRAME);
        return kept.array();
    }

    private static int length(byte[] file) {
        int length = SIGNATURE + FRAME + FRAME;
        for (int at = SIGNATURE; at < file.length; at += size(file, at)) {
            if (isPixels(file, at)) {
                length += size(file, at) - FRAME;
            } else if (isNeeded(file, at)) {
                length += size(file, at);
            }
        }
        return length;
    }

    private static void putPixels(byte[] file, ByteBuffer kept) {
        int start = kept.position();
        kept.putInt(0).putInt(PngStructure.IDAT);
        for (int at = SIGNATURE; at < file.length; at += size(file, at)) {
            if (isPixels(file, at)) {
                kept.put(file, at + 8, size(file, at) - FRAME);
            }
        }
        int end = kept.position();
        kept.putInt(start, end - start - 8);
        var crc = new CRC32();
        crc.update(kept.array(), start + 4, end - start - 4);
        kept.putInt((int) crc.getValue());
    }

    private static int size(byte[] file, int at) {
        return FRAME + (int) Bytes.u32(file, at);
    }

    private static boolean isNeeded(byte[] file, int at) {
        return switch (Bytes.i32(file, at + 4)) {
            case PngStructure.IHDR, PngStructure.PLTE, PngStructure.TRNS -> true;
            default -> false;
        };
    }

    private static boolean isPixels(byte[] file, int at) {
        return Bytes.i32(file, at + 4) == PngStructure.IDAT;
    }
}
