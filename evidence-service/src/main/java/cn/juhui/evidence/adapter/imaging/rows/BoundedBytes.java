package cn.juhui.evidence.adapter.imaging.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What an encoder writes, in pieces, so that nothing is copied while it grows.
public final class BoundedBytes {

    /// More was written than there may be.
    public static final class TooManyException extends IOException {

        private static final long serialVersionUID = 1;
    }

    private static final int PIECE = 256 * 1024;

    private final long most;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] piece = new byte[PIECE];
    private int at;

    BoundedBytes(long most) {
        this.most = most;
    }

    void write(int value) throws IOException {
        if (at == PIECE) {
            next();
        }
        piece[at++] = (byte) value;
    }

    void write16(int value) throws IOException {
        write(value >> 8);
        write(value);
    }

    void write32(int value) throws IOException {
        write16(value >> 16);
        write16(value);
    }

    void write(byte[] bytes, int from, int length) throws IOException {
        for (int done = 0; done < length; ) {
            if (at == PIECE) {
                next();
            }
            int count = Math.min(length - done, PIECE - at);
            System.arraycopy(bytes, from + done, piece, at, count);
            at += count;
            done += count;
        }
    }

    private void next() throws IOException {
        if ((long) (full.size() + 1) * PIECE > most) {
            throw new TooManyException();
        }
        full.add(piece);
        piece = new byte[PIECE];
        at = 0;
    }

    byte[] all() throws IOException {
        if ((long) full.size() * PIECE + at > most) {
            throw new TooManyException();
        }
        var all = new byte[full.size() * PIECE + at];
        for (int i = 0; i < full.size(); i++) {
            System.arraycopy(full.get(i), 0, all, i * PIECE, PIECE);
        }
        System.arraycopy(piece, 0, all, full.size() * PIECE, at);
        return all;
    }
}
