package cn.juhui.evidence.adapter.imaging.webp;

import java.io.IOException;

/// The coded pixels of a lossless picture, or of one of its tables (WebP Lossless Bitstream Specification, section 5): literal
/// ones, copies of earlier ones, and those of a cache. Only as many earlier ones are kept as a copy can reach back to.
final class Vp8lPixels {

    /// The farthest that a copy can reach back.
    private static final int FARTHEST = 1 << 20;

    /// All codes of an honest picture together take less; in bytes.
    private static final int MAX_CODES = 16_000_000;

    /// The nearest pixels, in the order of their numbers: rows up × 16 + 8 − columns to the left.
    private static final int[] NEAR = {
        0x18, 0x07, 0x17, 0x19, 0x28, 0x06, 0x27, 0x29, 0x16, 0x1a, 0x26, 0x2a, 0x38, 0x05, 0x37,
        0x39, 0x15, 0x1b, 0x36, 0x3a, 0x25, 0x2b, 0x48, 0x04, 0x47, 0x49, 0x14, 0x1c, 0x35, 0x3b,
        0x46, 0x4a, 0x24, 0x2c, 0x58, 0x45, 0x4b, 0x34, 0x3c, 0x03, 0x57, 0x59, 0x13, 0x1d, 0x56,
        0x5a, 0x23, 0x2d, 0x44, 0x4c, 0x55, 0x5b, 0x33, 0x3d, 0x68, 0x02, 0x67, 0x69, 0x12, 0x1e,
        0x66, 0x6a, 0x22, 0x2e, 0x54, 0x5c, 0x43, 0x4d, 0x65, 0x6b, 0x32, 0x3e, 0x78, 0x01, 0x77,
        0x79, 0x53, 0x5d, 0x11, 0x1f, 0x64, 0x6c, 0x42, 0x4e, 0x76, 0x7a, 0x21, 0x2f, 0x75, 0x7b,
        0x31, 0x3f, 0x63, 0x6d, 0x52, 0x5e, 0x00, 0x74, 0x7c, 0x41, 0x4f, 0x10, 0x20, 0x62, 0x6e,
        0x30, 0x73, 0x7d, 0x51, 0x5f, 0x40, 0x72, 0x7e, 0x61, 0x6f, 0x50, 0x71, 0x7f, 0x60, 0x70
    };

    private final BitReader bits;
    private final int width;
    private final long total;
    private final int[] cache;
    private final int cacheShift;
    private final PrefixCodes[] groups;
    private final short[] groupOfTile;
    private final int tileBits;
    private final int tilesAcross;

    private final int[] earlier;
    private final int mask;
    private long position;
    private int copies;
    private int distance;

    /// @param main whether these are the pixels of the picture itself, which may have groups of codes
    Vp8lPixels(BitReader bits, int width, int height, boolean main) throws IOException {
        this.bits = bits;
        this.width = width;
        this.total = (long) width * height;
        int cacheBits = bits.flag() ? bits.read(4) : 0;
        if (cacheBits > 11) {
            throw new IOException("A cache that is too large");
        }
        cache = new int[cacheBits == 0 ? 0 : 1 << cacheBits];
        cacheShift = 32 - cacheBits;
        int count = 1;
        if (main && bits.flag()) {
            tileBits = 2 + bits.read(3);
            tilesAcross = tiles(width, tileBits);
            groupOfTile = readGroups(tilesAcross, tiles(height, tileBits));
            for (var group : groupOfTile) {
                count = Math.max(count, (group & 0xffff) + 1);
            }
        } else {
            tileBits = 0;
            tilesAcross = 0;
            groupOfTile = new short[0];
        }
        groups = new PrefixCodes[count];
        var room = new int[PrefixCodes.LITERALS + PrefixCodes.LENGTHS + cache.length];
        long size = 0;
        for (int i = 0; i < count; i++) {
            groups[i] = PrefixCodes.read(bits, room);
            size += groups[i].size();
            if (size > MAX_CODES) {
                throw new IOException("Too many codes");
            }
        }
        int reach = (int) Math.min(FARTHEST, total);
        earlier = new int[reach <= 1 ? 1 : Integer.highestOneBit(reach - 1) << 1];
        mask = earlier.length - 1;
    }

    static int tiles(int pixels, int bits) {
        return pixels + (1 << bits) - 1 >> bits;
    }

    private short[] readGroups(int across, int down) throws IOException {
        var table = new Vp8lPixels(bits, across, down, false);
        var groups = new short[across * down];
        var row = new int[across];
        for (int y = 0; y < down; y++) {
            table.read(row);
            for (int x = 0; x < across; x++) {
                groups[y * across + x] = (short) (row[x] >> 8);
            }
        }
        return groups;
    }

    /// The next row.
    void read(int[] row) throws IOException {
        int y = (int) (position / width);
        for (int x = 0; x < width; ) {
            if (copies > 0) {
                copies--;
                row[x++] = keep(earlier[(int) (position - distance) & mask]);
                continue;
            }
            var group = groups[group(x, y)];
            int symbol = group.green().read(bits);
            if (symbol < PrefixCodes.LITERALS) {
                int red = group.red().read(bits);
                int blue = group.blue().read(bits);
                int alpha = group.alpha().read(bits);
                row[x++] = keep(alpha << 24 | red << 16 | symbol << 8 | blue);
            } else if (symbol < PrefixCodes.LITERALS + PrefixCodes.LENGTHS) {
                startCopy(symbol - PrefixCodes.LITERALS, group.distance());
            } else {
                row[x++] = keep(cache[symbol - PrefixCodes.LITERALS - PrefixCodes.LENGTHS]);
            }
        }
    }

    private int group(int x, int y) {
        return groupOfTile.length == 0
                ? 0
                : groupOfTile[(y >> tileBits) * tilesAcross + (x >> tileBits)] & 0xffff;
    }

    private int keep(int pixel) {
        earlier[(int) position & mask] = pixel;
        position++;
        if (cache.length > 0) {
            cache[0x1e35a7bd * pixel >>> cacheShift] = pixel;
        }
        return pixel;
    }

    private void startCopy(int lengthSymbol, PrefixCode distances) throws IOException {
        copies = value(lengthSymbol);
        int code = value(distances.read(bits));
        distance = code - NEAR.length;
        if (code <= NEAR.length) {
            int near = NEAR[code - 1];
            distance = Math.max(1, (near >> 4) * width + 8 - (near & 15));
        }
        if (distance > position || copies > total - position) {
            throw new IOException("A copy of pixels that are not there");
        }
    }

    private int value(int symbol) throws IOException {
        if (symbol < 4) {
            return symbol + 1;
        }
        int extra = symbol - 2 >> 1;
        return (2 + (symbol & 1) << extra) + bits.read(extra) + 1;
    }
}
