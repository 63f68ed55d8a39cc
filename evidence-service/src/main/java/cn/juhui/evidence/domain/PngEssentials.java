package cn.juhui.evidence.domain;

import java.util.Set;

/// A sound PNG file without everything that a decoder doesn't need for the pixels: no texts, profiles or times, which may be
/// bombs of their own.
public final class PngEssentials {

    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int SIGNATURE = 8;
    private static final int FRAME = 12;

    private PngEssentials() {}

    /// @param file for which [Inspection#of] said that it is a sound PNG
    public static byte[] of(byte[] file) {
        var kept = new byte[length(file)];
        System.arraycopy(file, 0, kept, 0, SIGNATURE);
        int to = SIGNATURE;
        for (int at = SIGNATURE; at < file.length; at += size(file, at)) {
            if (isNeeded(file, at)) {
                System.arraycopy(file, at, kept, to, size(file, at));
                to += size(file, at);
            }
        }
        return kept;
    }

    private static int length(byte[] file) {
        int length = SIGNATURE;
        for (int at = SIGNATURE; at < file.length; at += size(file, at)) {
            length += isNeeded(file, at) ? size(file, at) : 0;
        }
        return length;
    }

    private static int size(byte[] file, int at) {
        return FRAME + (int) Bytes.u32(file, at);
    }

    private static boolean isNeeded(byte[] file, int at) {
        return NEEDED.contains(Bytes.ascii(file, at + 4, 4));
    }
}
