package cn.juhui.evidence.domain;

/// The one thing that is read out of a photograph's Exif data: how it was held.
final class Exif {

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int HEADER = 6;

    private final byte[] file;
    private final int start;
    private final int end;
    private final boolean littleEndian;

    private Exif(byte[] file, int start, int end) {
        this.file = file;
        this.start = start;
        this.end = end;
        this.littleEndian = file[start] == 'I';
    }

    /// The orientation that an APP1 segment tells, or the one known so far.
    static Orientation orientation(byte[] file, int start, int length, Orientation known) {
        var isExif = length > HEADER + 8 && Bytes.ascii(file, start, HEADER).equals("Exif\0\0");
        return isExif ? new Exif(file, start + HEADER, start + length).orientation(known) : known;
    }

    private Orientation orientation(Orientation known) {
        long directory = start + u32(start + 4);
        if (directory < start || directory + 2 > end) {
            return known;
        }
        int entries = u16((int) directory);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > end) {
                return known;
            }
            int at = (int) entry;
            if (u16(at) == ORIENTATION && u16(at + 2) == SHORT) {
                return Orientation.ofExif(u16(at + 8));
            }
        }
        return known;
    }

    private int u16(int at) {
        int number = Bytes.u16(file, at);
        return littleEndian ? Short.toUnsignedInt(Short.reverseBytes((short) number)) : number;
    }

    private long u32(int at) {
        long number = Bytes.u32(file, at);
        return littleEndian ? Integer.toUnsignedLong(Integer.reverseBytes((int) number)) : number;
    }
}
