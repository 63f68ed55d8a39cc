package cn.juhui.evidence.adapter.imaging.format;

import java.util.List;

/// What stands behind the end of a picture and does not belong to it: the rest of the larger file that a crop was written over, a film that a messenger
/// forgot to announce, filling. It is dropped and the picture kept, for who sends it can't see it; unless another program would take it for a file of its own:
/// then somebody put it there.
public final class TrailingData {

    /// Where an archive's directory must end, counted from the end of the file.
    private static final int ARCHIVE_END = 65_557;

    private static final List<String> OTHERS =
            List.of("%pdf-", "<html", "<script", "<svg", "<?php", "<!doctype");

    private TrailingData() {}

    /// @param from where the picture ended
    public static boolean hidesAnotherFile(byte[] file, int from) {
        for (int i = Math.max(from, file.length - ARCHIVE_END); i + 4 <= file.length; i++) {
            if (file[i] == 'P' && file[i + 1] == 'K' && file[i + 2] == 5 && file[i + 3] == 6) {
                return true;
            }
        }
        for (int i = from; i < file.length; i++) {
            if ((file[i] == '%' || file[i] == '<') && isBeginningOfOther(file, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBeginningOfOther(byte[] file, int at) {
        for (var other : OTHERS) {
            int i = 0;
            while (i < other.length()
                    && at + i < file.length
                    && Character.toLowerCase(file[at + i]) == other.charAt(i)) {
                i++;
            }
            if (i == other.length()) {
                return true;
            }
        }
        return false;
    }
}
