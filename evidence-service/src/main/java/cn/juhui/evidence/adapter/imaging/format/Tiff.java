package cn.juhui.evidence.adapter.imaging.format;

import java.util.OptionalInt;

/// A directory of numbers as Exif and the index of several pictures have it (TIFF 6.0), in a part of a file.
public record Tiff(byte[] file, int start, int end, boolean littleEndian) {

    private static final int ENTRY = 12;

    /// @param start where its `II` or `MM` is; at least eight bytes must follow
    public static Tiff in(byte[] file, int start, int end) {
        return new Tiff(file, start, end, file[start] == 'I');
    }

    /// Where the entry of this tag and type begins, in the first directory.
    public OptionalInt entry(int tag, int type) {
        long directory = start + u32(start + 4);
        if (directory < start || directory + 2 > end) {
            return OptionalInt.empty();
        }
        int entries = u16((int) directory);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) ENTRY * i;
            if (entry + ENTRY > end) {
                break;
            }
            int at = (int) entry;
            if (u16(at) == tag && u16(at + 2) == type) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    int u16(int at) {
        return littleEndian ? Bytes.u16le(file, at) : Bytes.u16(file, at);
    }

    public long u32(int at) {
        return littleEndian ? Bytes.u32le(file, at) : Bytes.u32(file, at);
    }
}
