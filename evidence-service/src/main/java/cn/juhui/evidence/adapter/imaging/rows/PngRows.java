package cn.juhui.evidence.adapter.imaging.rows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes a PNG (ISO/IEC 15948) of eight bits a colour, row by row: pixels and nothing else.
public final class PngRows implements RowEncoder {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int COLOURS = 3;
    private static final int LEVEL = 5;
    private static final int CHUNK = 64 * 1024;

    private static final int NONE = 0;
    private static final int SUB = 1;
    private static final int UP = 2;

    private final BoundedBytes out;
    private final Deflater deflater = new Deflater(LEVEL);
    private final byte[] chunk = new byte[CHUNK];
    private final byte[][] filtered;
    private byte[] row;
    private byte[] above;

    public PngRows(int width, int height, long maxBytes) throws IOException {
        out = new BoundedBytes(maxBytes);
        row = new byte[width * COLOURS];
        above = new byte[row.length];
        filtered = new byte[UP + 1][row.length + 1];
        out.write(SIGNATURE, 0, SIGNATURE.length);
        var header = new byte[13];
        put32(header, 0, width);
        put32(header, 4, height);
        header[8] = 8;
        header[9] = 2;
        chunk("IHDR", header, header.length);
    }

    private static void put32(byte[] into, int at, int value) {
        for (int i = 0; i < 4; i++) {
            into[at + i] = (byte) (value >> 24 - 8 * i);
        }
    }

    @Override
    public void add(int[] argb) throws IOException {
        int to = 0;
        for (int pixel : argb) {
            int rgb = RowEncoder.onWhite(pixel);
            row[to++] = (byte) (rgb >> 16);
            row[to++] = (byte) (rgb >> 8);
            row[to++] = (byte) rgb;
        }
        deflater.setInput(best());
        drain();
        var free = above;
        above = row;
        row = free;
    }

    /// The filter whose output is the smallest in sum, which deflates best.
    private byte[] best() {
        long[] sums = new long[filtered.length];
        for (int i = 0; i < row.length; i++) {
            byte left = i < COLOURS ? 0 : row[i - COLOURS];
            filtered[NONE][i + 1] = row[i];
            filtered[SUB][i + 1] = (byte) (row[i] - left);
            filtered[UP][i + 1] = (byte) (row[i] - above[i]);
            for (int filter = 0; filter < filtered.length; filter++) {
                sums[filter] += Math.abs(filtered[filter][i + 1]);
            }
        }
        int best = NONE;
        for (int filter = SUB; filter < filtered.length; filter++) {
            best = sums[filter] < sums[best] ? filter : best;
        }
        filtered[best][0] = (byte) best;
        return filtered[best];
    }

    private void drain() throws IOException {
        while (!deflater.needsInput() || deflater.finished()) {
            int length = deflater.deflate(chunk);
            if (length > 0) {
                chunk("IDAT", chunk, length);
            } else {
                return;
            }
        }
    }

    @Override
    public byte[] finish() throws IOException {
        try {
            deflater.finish();
            while (!deflater.finished()) {
                int length = deflater.deflate(chunk);
                chunk("IDAT", chunk, length);
            }
            chunk("IEND", chunk, 0);
            return out.all();
        } finally {
            deflater.end();
        }
    }

    private void chunk(String type, byte[] data, int length) throws IOException {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.write32(length);
        out.write(name, 0, name.length);
        out.write(data, 0, length);
        out.write32((int) crc.getValue());
    }
}
