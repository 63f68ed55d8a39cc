package cn.juhui.evidence.adapter.imaging.webp;

import java.io.IOException;

/// Bits of a part of a file, the lowest of each byte first.
final class BitReader {

    private final byte[] file;
    private final int end;
    private int at;
    private long ahead;
    private int count;

    BitReader(byte[] file, int start, int end) {
        this.file = file;
        this.at = start;
        this.end = end;
    }

    /// The next bits without taking them; zeros behind the end.
    int peek(int length) {
        while (count < length) {
            ahead |= (at < end ? file[at] & 0xffL : 0) << count;
            at++;
            count += 8;
        }
        return (int) (ahead & (1L << length) - 1);
    }

    /// @throws IOException when there are fewer left
    void skip(int length) throws IOException {
        ahead >>>= length;
        count -= length;
        if (count < 0 || at > end && (long) (at - end) * 8 > count) {
            throw new IOException("The picture ends too early");
        }
    }

    /// @param length 0 to 24
    int read(int length) throws IOException {
        int bits = peek(length);
        skip(length);
        return bits;
    }

    boolean flag() throws IOException {
        return read(1) == 1;
    }
}
