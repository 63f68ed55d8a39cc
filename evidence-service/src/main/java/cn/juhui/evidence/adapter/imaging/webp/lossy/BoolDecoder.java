package cn.juhui.evidence.adapter.imaging.webp.lossy;

/// The arithmetic decoder of VP8 (RFC 6386, section 7), on a part of a file.
final class BoolDecoder {

    private final byte[] file;
    private final int end;
    private int at;
    private long value;

    /// One less than the range.
    private int range = 254;

    private int bits = -8;
    private boolean overrun;

    BoolDecoder(byte[] file, int start, int end) {
        this.file = file;
        this.at = start;
        this.end = end;
    }

    /// @param probability of a 0, in 256ths
    int bit(int probability) {
        if (bits < 0) {
            load();
        }
        int split = range * probability >> 8;
        int bit;
        int rest;
        if (value >> bits > split) {
            rest = range - split;
            value -= (long) (split + 1) << bits;
            bit = 1;
        } else {
            rest = split + 1;
            bit = 0;
        }
        int shift = Integer.numberOfLeadingZeros(rest) - 24;
        range = (rest << shift) - 1;
        bits -= shift;
        return bit;
    }

    private void load() {
        if (at < end) {
            value = value << 8 | file[at++] & 0xff;
        } else {
            value <<= 8;
            overrun = true;
        }
        bits += 8;
    }

    boolean flag() {
        return bit(128) == 1;
    }

    int number(int length) {
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 1 | bit(128);
        }
        return number;
    }

    /// Its sign follows the number.
    int signed(int length) {
        int number = number(length);
        return flag() ? -number : number;
    }

    /// A signed number behind a flag, 0 where there is none.
    int optional(int length) {
        return flag() ? signed(length) : 0;
    }

    /// Whether more was asked for than there is.
    boolean isOverrun() {
        return overrun;
    }
}
