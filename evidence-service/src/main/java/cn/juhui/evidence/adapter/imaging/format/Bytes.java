package cn.juhui.evidence.adapter.imaging.format;

import java.nio.charset.StandardCharsets;

/// Reads numbers and names out of a file.
public final class Bytes {

    private Bytes() {}

    public static int u8(byte[] file, int at) {
        return file[at] & 0xff;
    }

    public static int u16(byte[] file, int at) {
        return u8(file, at) << 8 | u8(file, at + 1);
    }

    public static long u32(byte[] file, int at) {
        return (long) u16(file, at) << 16 | u16(file, at + 2);
    }

    public static int u16le(byte[] file, int at) {
        return u8(file, at + 1) << 8 | u8(file, at);
    }

    public static long u32le(byte[] file, int at) {
        return (long) u16le(file, at + 2) << 16 | u16le(file, at);
    }

    /// The same four bytes as a name: made of letters, it is never negative.
    public static int i32(byte[] file, int at) {
        return (int) u32(file, at);
    }

    public static String ascii(byte[] file, int at, int length) {
        return new String(file, at, length, StandardCharsets.ISO_8859_1);
    }

    public static boolean startsWith(byte[] file, int... magic) {
        if (file.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (u8(file, i) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
