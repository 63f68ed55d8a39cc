package cn.juhui.evidence.adapter.imaging.format.jpeg;

import cn.juhui.evidence.adapter.imaging.format.Bytes;
import java.util.HashSet;
import java.util.Set;

/// A film in the form that telephones put behind a photograph: boxes of ISO/IEC 14496-12, one after the other.
final class Movie {

    private static final Set<String> BOXES =
            Set.of(
                    "ftyp", "moov", "mdat", "free", "skip", "wide", "uuid", "meta", "styp", "sidx",
                    "moof", "mfra");

    private Movie() {}

    static boolean begins(byte[] file, int from, int to) {
        return to - from >= 8 && Bytes.ascii(file, from + 4, 4).equals("ftyp");
    }

    /// Whether the boxes are all known, whole, and end where they should.
    static boolean is(byte[] file, int from, int to) {
        if (!begins(file, from, to)) {
            return false;
        }
        var seen = new HashSet<String>();
        long at = from;
        while (at + 8 <= to) {
            long size = Bytes.u32(file, (int) at);
            int header = 8;
            if (size == 1 && at + 16 <= to) {
                size = Bytes.u32(file, (int) at + 8) << 32 | Bytes.u32(file, (int) at + 12);
                header = 16;
            }
            var type = Bytes.ascii(file, (int) at + 4, 4);
            if (size < header || size > to - at || !BOXES.contains(type)) {
                return false;
            }
            seen.add(type);
            at += size;
        }
        return at == to && seen.contains("moov") && seen.contains("mdat");
    }
}
