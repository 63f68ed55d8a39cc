package cn.juhui.evidence.adapter.imaging.format;

import cn.juhui.evidence.domain.picture.Orientation;

/// The one thing that is read out of a photograph's Exif data: how it was held.
public final class Exif {

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final String NAME = "Exif\0\0";

    private Exif() {}

    /// The orientation that a JPEG's APP1 segment tells, or the one known so far.
    public static Orientation orientation(byte[] file, int start, int length, Orientation known) {
        return isNamed(file, start, length)
                ? orientationIn(file, start + NAME.length(), start + length, known)
                : known;
    }

    /// The orientation that a chunk of Exif data tells, with or without the name in front, or the one known so far.
    public static Orientation ofChunk(byte[] file, int start, int length, Orientation known) {
        return isNamed(file, start, length)
                ? orientation(file, start, length, known)
                : orientationIn(file, start, start + length, known);
    }

    private static boolean isNamed(byte[] file, int start, int length) {
        return length > NAME.length() && Bytes.ascii(file, start, NAME.length()).equals(NAME);
    }

    private static Orientation orientationIn(byte[] file, int start, int end, Orientation known) {
        if (end - start <= 8) {
            return known;
        }
        var tiff = Tiff.in(file, start, end);
        var entry = tiff.entry(ORIENTATION, SHORT);
        return entry.isPresent() ? Orientation.ofExif(tiff.u16(entry.getAsInt() + 8)) : known;
    }
}
