package cn.juhui.evidence.domain;

/// The one thing that is read out of a photograph's Exif data: how it was held.
final class Exif {

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int HEADER = 6;

    private Exif() {}

    /// The orientation that an APP1 segment tells, or the one known so far.
    static Orientation orientation(byte[] file, int start, int length, Orientation known) {
        if (length <= HEADER + 8 || !Bytes.ascii(file, start, HEADER).equals("Exif\0\0")) {
            return known;
        }
        var tiff = Tiff.in(file, start + HEADER, start + length);
        var entry = tiff.entry(ORIENTATION, SHORT);
        return entry.isPresent() ? Orientation.ofExif(tiff.u16(entry.getAsInt() + 8)) : known;
    }
}
