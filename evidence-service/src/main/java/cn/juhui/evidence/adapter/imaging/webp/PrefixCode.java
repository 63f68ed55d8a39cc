package cn.juhui.evidence.adapter.imaging.webp;

import java.io.IOException;

/// A code of symbols (WebP Lossless Bitstream Specification, section 6.2): shorter bits for frequent ones.
final class PrefixCode {

    private static final int LONGEST = 15;

    /// Bits that are looked up at once; longer codes go on bit by bit.
    private static final int ROOT = 7;

    private static final short[] NONE = {};

    /// The only symbol, which takes no bits; negative when there are several.
    private final int only;

    /// By the next bits: symbol × 16 + length of its code; 0 where the code is longer.
    private final short[] root;

    private final int rootBits;
    private final short[] symbols;

    /// By length: how many codes are that long.
    private final short[] counts;

    private PrefixCode(int only, short[] root, int rootBits, short[] symbols, short[] counts) {
        this.only = only;
        this.root = root;
        this.rootBits = rootBits;
        this.symbols = symbols;
        this.counts = counts;
    }

    static PrefixCode ofOne(int symbol) {
        return new PrefixCode(symbol, NONE, 0, NONE, NONE);
    }

    /// @param lengths of each symbol's code, 0 for none
    /// @param size how many symbols there may be
    /// @throws IOException when they are too few or too many to tell symbols apart
    static PrefixCode of(int[] lengths, int size) throws IOException {
        var counts = new short[LONGEST + 1];
        int used = 0;
        int last = 0;
        for (int symbol = 0; symbol < size; symbol++) {
            if (lengths[symbol] > 0) {
                counts[lengths[symbol]]++;
                used++;
                last = symbol;
            }
        }
        if (used == 1) {
            return ofOne(last);
        }
        int longest = LONGEST;
        while (longest > 0 && counts[longest] == 0) {
            longest--;
        }
        int free = 1;
        for (int length = 1; length <= longest; length++) {
            free = 2 * free - counts[length];
            if (free < 0) {
                throw new IOException("A code with too many symbols");
            }
        }
        if (free != 0) {
            throw new IOException("A code with too few symbols");
        }
        return build(lengths, size, counts, used, Math.min(ROOT, longest));
    }

    private static PrefixCode build(
            int[] lengths, int size, short[] counts, int used, int rootBits) {
        var next = new int[LONGEST + 2];
        var codes = new int[LONGEST + 2];
        for (int length = 1; length <= LONGEST; length++) {
            next[length + 1] = next[length] + counts[length];
            codes[length + 1] = codes[length] + counts[length] << 1;
        }
        var symbols = new short[used];
        var root = new short[1 << rootBits];
        for (int symbol = 0; symbol < size; symbol++) {
            int length = lengths[symbol];
            if (length == 0) {
                continue;
            }
            symbols[next[length]++] = (short) symbol;
            int code = codes[length]++;
            if (length <= rootBits) {
                int reversed = Integer.reverse(code) >>> 32 - length;
                for (int i = reversed; i < root.length; i += 1 << length) {
                    root[i] = (short) (symbol << 4 | length);
                }
            }
        }
        return new PrefixCode(-1, root, rootBits, symbols, counts);
    }

    /// What it takes, in bytes.
    int size() {
        return 64 + 2 * (root.length + symbols.length + counts.length);
    }

    int read(BitReader bits) throws IOException {
        if (only >= 0) {
            return only;
        }
        int entry = root[bits.peek(rootBits)] & 0xffff;
        if (entry != 0) {
            bits.skip(entry & 15);
            return entry >> 4;
        }
        int ahead = bits.peek(LONGEST);
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code |= ahead >> length - 1 & 1;
            int count = counts[length];
            if (code - first < count) {
                bits.skip(length);
                return symbols[index + code - first];
            }
            index += count;
            first = first + count << 1;
            code <<= 1;
        }
        throw new IOException("A code that nobody knows");
    }
}
