package cn.juhui.evidence.adapter.imaging.format.jpeg;

import cn.juhui.evidence.adapter.imaging.format.Bytes;
import cn.juhui.evidence.adapter.imaging.format.Tiff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The index of further pictures that a camera puts into the first one (CIPA DC-007, "MPF"): gain maps, previews, depth.
final class MultiPicture {

    private static final String NAME = "MPF\0";
    private static final int ENTRIES = 0xb002;
    private static final int UNDEFINED = 7;
    private static final int ENTRY = 16;

    /// More than any telephone makes.
    private static final int MOST = 16;

    private MultiPicture() {}

    /// Where a further picture is in the file: from its first byte up to, and without, `end`.
    record Place(long start, long end) {}

    static boolean isIndex(byte[] file, int start, int length) {
        return length >= NAME.length() + 8 && Bytes.ascii(file, start, NAME.length()).equals(NAME);
    }

    /// The further pictures, in order; none when the index is not as it should be.
    ///
    /// @param start of the segment's content
    static List<Place> places(byte[] file, int start, int length) {
        var tiff = Tiff.in(file, start + NAME.length(), start + length);
        var entry = tiff.entry(ENTRIES, UNDEFINED);
        if (entry.isEmpty()) {
            return List.of();
        }
        long count = tiff.u32(entry.getAsInt() + 4) / ENTRY;
        long first = tiff.start() + tiff.u32(entry.getAsInt() + 8);
        if (count > MOST || first + count * ENTRY > tiff.end()) {
            return List.of();
        }
        var places = new ArrayList<Place>();
        // The first entry is the picture that the index is in.
        for (int i = 1; i < count; i++) {
            int at = (int) first + ENTRY * i;
            long from = tiff.start() + tiff.u32(at + 8);
            places.add(new Place(from, from + tiff.u32(at + 4)));
        }
        places.sort(Comparator.comparingLong(Place::start));
        return places;
    }
}
