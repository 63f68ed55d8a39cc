package cn.juhui.evidence.adapter.imaging.webp;

import java.io.IOException;
import java.util.Arrays;

/// The five codes of a group (green or length, red, blue, alpha, distance), as they are written in the file.
record PrefixCodes(
        PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {

    static final int LITERALS = 256;
    static final int LENGTHS = 24;
    private static final int DISTANCES = 40;

    private static final int[] ORDER = {
        17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    /// @param room for the lengths of one code at a time: one for each symbol of green
    static PrefixCodes read(BitReader bits, int[] room) throws IOException {
        return new PrefixCodes(
                readOne(bits, room, room.length),
                readOne(bits, room, LITERALS),
                readOne(bits, room, LITERALS),
                readOne(bits, room, LITERALS),
                readOne(bits, room, DISTANCES));
    }

    int size() {
        return green.size() + red.size() + blue.size() + alpha.size() + distance.size();
    }

    private static PrefixCode readOne(BitReader bits, int[] lengths, int size) throws IOException {
        Arrays.fill(lengths, 0, size, 0);
        if (bits.flag()) {
            int count = bits.read(1) + 1;
            put(lengths, size, bits.read(bits.flag() ? 8 : 1));
            if (count == 2) {
                put(lengths, size, bits.read(8));
            }
        } else {
            readLengths(bits, lengths, size);
        }
        return PrefixCode.of(lengths, size);
    }

    private static void put(int[] lengths, int size, int symbol) throws IOException {
        if (symbol >= size) {
            throw new IOException("A symbol that nobody knows");
        }
        lengths[symbol] = 1;
    }

    private static void readLengths(BitReader bits, int[] lengths, int size) throws IOException {
        var ofLengths = new int[ORDER.length];
        int known = 4 + bits.read(4);
        for (int i = 0; i < known; i++) {
            ofLengths[ORDER[i]] = bits.read(3);
        }
        var code = PrefixCode.of(ofLengths, ofLengths.length);
        int tokens = size;
        if (bits.flag()) {
            tokens = 2 + bits.read(2 + 2 * bits.read(3));
            if (tokens > size) {
                throw new IOException("More lengths than symbols");
            }
        }
        int previous = 8;
        int symbol = 0;
        while (symbol < size && tokens-- > 0) {
            int token = code.read(bits);
            if (token < 16) {
                lengths[symbol++] = token;
                previous = token == 0 ? previous : token;
                continue;
            }
            int length = token == 16 ? previous : 0;
            int times =
                    switch (token) {
                        case 16 -> 3 + bits.read(2);
                        case 17 -> 3 + bits.read(3);
                        default -> 11 + bits.read(7);
                    };
            if (symbol + times > size) {
                throw new IOException("More lengths than symbols");
            }
            for (int i = 0; i < times; i++) {
                lengths[symbol++] = length;
            }
        }
    }
}
