package cn.juhui.evidence.adapter.imaging.webp.lossy;

import java.io.IOException;

/// What stands in front of a VP8 picture's blocks (RFC 6386, sections 9 and 19.2), and the decoders that it leaves behind.
final class Vp8Header {

    private static final int SEGMENTS = 4;

    final int width;
    final int height;

    /// Of the modes, right behind this header.
    final BoolDecoder modes;

    /// Of the coefficients: rows of blocks take turns.
    final BoolDecoder[] coefficients;

    /// The probabilities of coefficients: 4 types × 8 bands × 3 contexts × 11.
    final int[] probabilities = Vp8Tables.COEFFICIENTS.clone();

    final int[] segmentProbabilities = {255, 255, 255};
    final boolean segmentMap;
    final boolean skipping;
    final int skipProbability;
    final boolean simpleFilter;
    final int sharpness;

    private final boolean segmented;
    private boolean absolute = true;
    private final int[] segmentQuantizers = new int[SEGMENTS];
    private final int[] segmentLevels = new int[SEGMENTS];
    private final int level;
    private int levelOfIntra;
    private int levelOfParts;
    private final int quantizer;
    private final int[] quantizerDeltas = new int[5];

    /// @param start of the chunk's data, whose first ten bytes are there
    Vp8Header(byte[] file, int start, int end) throws IOException {
        int tag = u24(file, start);
        width = u16(file, start + 6) & 0x3fff;
        height = u16(file, start + 8) & 0x3fff;
        int first = start + 10;
        int behind = first + (tag >> 5);
        if (behind > end) {
            throw new IOException("The first part of the picture is cut off");
        }
        modes = new BoolDecoder(file, first, behind);
        modes.number(2);
        segmented = modes.flag();
        segmentMap = segmented && readSegments();
        simpleFilter = modes.flag();
        level = modes.number(6);
        sharpness = modes.number(3);
        if (modes.flag()) {
            readLevelChanges();
        }
        coefficients = parts(file, behind, end, 1 << modes.number(2));
        quantizer = modes.number(7);
        for (int i = 0; i < quantizerDeltas.length; i++) {
            quantizerDeltas[i] = modes.optional(4);
        }
        modes.flag();
        for (int i = 0; i < probabilities.length; i++) {
            if (modes.bit(Vp8Tables.CHANGES[i]) == 1) {
                probabilities[i] = modes.number(8);
            }
        }
        skipping = modes.flag();
        skipProbability = skipping ? modes.number(8) : 0;
    }

    private static int u16(byte[] file, int at) {
        return file[at] & 0xff | (file[at + 1] & 0xff) << 8;
    }

    private static int u24(byte[] file, int at) {
        return u16(file, at) | (file[at + 2] & 0xff) << 16;
    }

    /// Whether each block says its segment.
    private boolean readSegments() {
        var map = modes.flag();
        if (modes.flag()) {
            absolute = modes.flag();
            for (int i = 0; i < SEGMENTS; i++) {
                segmentQuantizers[i] = modes.optional(7);
            }
            for (int i = 0; i < SEGMENTS; i++) {
                segmentLevels[i] = modes.optional(6);
            }
        }
        for (int i = 0; map && i < segmentProbabilities.length; i++) {
            segmentProbabilities[i] = modes.flag() ? modes.number(8) : 255;
        }
        return map;
    }

    private void readLevelChanges() {
        if (modes.flag()) {
            for (int i = 0; i < 4; i++) {
                int change = modes.optional(6);
                levelOfIntra = i == 0 ? change : levelOfIntra;
            }
            for (int i = 0; i < 4; i++) {
                int change = modes.optional(6);
                levelOfParts = i == 0 ? change : levelOfParts;
            }
        }
    }

    private static BoolDecoder[] parts(byte[] file, int sizes, int end, int count)
            throws IOException {
        var parts = new BoolDecoder[count];
        int at = sizes + 3 * (count - 1);
        if (at > end) {
            throw new IOException("The sizes of the picture's parts are cut off");
        }
        for (int i = 0; i < count; i++) {
            int behind = i == count - 1 ? end : at + u24(file, sizes + 3 * i);
            if (behind > end) {
                throw new IOException("A part of the picture is cut off");
            }
            parts[i] = new BoolDecoder(file, at, behind);
            at = behind;
        }
        return parts;
    }

    /// What coefficients are multiplied by: first and others of luma, of luma's means, of chroma.
    int[] quantizers(int segment) {
        int q = quantizer;
        if (segmented) {
            q = segmentQuantizers[segment] + (absolute ? 0 : quantizer);
        }
        var d = quantizerDeltas;
        return new int[] {
            Vp8Tables.DC[Math.clamp(q + d[0], 0, 127)],
            Vp8Tables.AC[Math.clamp(q, 0, 127)],
            Vp8Tables.DC[Math.clamp(q + d[1], 0, 127)] * 2,
            Math.max(8, Vp8Tables.AC[Math.clamp(q + d[2], 0, 127)] * 155 / 100),
            Vp8Tables.DC[Math.clamp(q + d[3], 0, 117)],
            Vp8Tables.AC[Math.clamp(q + d[4], 0, 127)]
        };
    }

    /// How strongly a block's edges are smoothed, 0 to 63.
    int filterLevel(int segment, boolean inParts) {
        if (level == 0) {
            return 0;
        }
        int of = level;
        if (segmented) {
            of = segmentLevels[segment] + (absolute ? 0 : level);
        }
        return Math.clamp(of + levelOfIntra + (inParts ? levelOfParts : 0), 0, 63);
    }
}
