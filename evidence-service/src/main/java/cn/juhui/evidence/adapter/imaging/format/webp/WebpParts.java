package cn.juhui.evidence.adapter.imaging.format.webp;

import cn.juhui.evidence.adapter.imaging.format.Bytes;
import org.jspecify.annotations.Nullable;

/// Where the pixels of a WebP file are: the data of its picture's chunk, and of the chunk that says how opaque a lossy one is.
///
/// @param lossless `VP8L` instead of `VP8 `
/// @param start of the picture's data
/// @param end behind them
/// @param alphaStart of the other chunk's data
/// @param alphaEnd behind them; 0 where there is none
public record WebpParts(boolean lossless, int start, int end, int alphaStart, int alphaEnd) {

    static final int VP8 = 0x56503820;
    static final int VP8L = 0x5650384c;
    static final int ALPH = 0x414c5048;

    private static final int HEADER = 12;
    private static final int FRAME = 8;

    /// @param file for which [FileInspector#inspect] said that it is a sound WebP
    public static WebpParts of(byte[] file) {
        int alphaStart = 0;
        int alphaEnd = 0;
        for (int at = HEADER; at + FRAME <= file.length; ) {
            int start = at + FRAME;
            int end = start + (int) Bytes.u32le(file, at + 4);
            switch (Bytes.i32(file, at)) {
                case VP8, VP8L -> {
                    var lossless = Bytes.i32(file, at) == VP8L;
                    return new WebpParts(lossless, start, end, alphaStart, alphaEnd);
                }
                case ALPH -> {
                    alphaStart = start;
                    alphaEnd = end;
                }
                default -> {}
            }
            at = end + (end - start) % 2;
        }
        throw new IllegalArgumentException("Not a sound WebP file");
    }

    /// Width and height that the picture's own header says; null when there is none.
    static long @Nullable [] sides(byte[] file, boolean lossless, int start, int end) {
        if (lossless) {
            // The signature, then 14 bits for each side, less one; a picture is of version 0.
            if (end - start < 6 || Bytes.u8(file, start) != 0x2f) {
                return null;
            }
            var bits = Bytes.u32le(file, start + 1);
            return bits >> 29 != 0
                    ? null
                    : new long[] {(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
        }
        // A key frame that is shown, of a profile that exists, and the start code.
        var whole =
                end - start > 10
                        && (Bytes.u8(file, start) & 1) == 0
                        && (Bytes.u8(file, start) >> 1 & 7) <= 3
                        && (Bytes.u8(file, start) & 0x10) != 0
                        && Bytes.u16(file, start + 3) == 0x9d01
                        && Bytes.u8(file, start + 5) == 0x2a;
        return whole
                ? new long[] {
                    Bytes.u16le(file, start + 6) & 0x3fff, Bytes.u16le(file, start + 8) & 0x3fff
                }
                : null;
    }
}
