package cn.juhui.evidence.adapter.imaging.rows;

import java.io.IOException;
import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGQTable;

/// Writes a baseline JPEG (ITU-T T.81) row by row, with the example tables of its annex K and half the colours' resolution, as the JDK's own encoder does:
/// pixels and nothing else. Sixteen rows are in memory at a time.
///
/// It is long because the steps of an encoder work on the same few arrays.
public final class JpegRows implements RowEncoder {

    private static final int BLOCK = 8;

    /// Rows and columns of a unit: four blocks of brightness, one of each colour difference.
    private static final int UNIT = 16;

    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27,
        20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
    };

    private static final float[][] COSINES = cosines();

    private final int width;
    private final BoundedBytes out;
    private final Plane brightness;
    private final Plane blueness;
    private final Plane redness;
    private final int[][] unitRows;
    private final float[] block = new float[BLOCK * BLOCK];
    private final float[] half = new float[BLOCK * BLOCK];
    private final int[] quantized = new int[BLOCK * BLOCK];
    private int rows;
    private int bits;
    private int bitCount;

    /// What one component is coded with.
    private static final class Plane {

        final int[] divisors;
        final Codes dc;
        final Codes ac;
        int lastDc;

        Plane(int[] divisors, Codes dc, Codes ac) {
            this.divisors = divisors;
            this.dc = dc;
            this.ac = ac;
        }
    }

    /// A Huffman code for each symbol (annex C).
    private record Codes(int[] code, int[] length) {

        static Codes of(JPEGHuffmanTable table) {
            var code = new int[256];
            var length = new int[256];
            int next = 0;
            int value = 0;
            for (int bits = 1; bits <= table.getLengths().length; bits++) {
                for (int i = 0; i < table.getLengths()[bits - 1]; i++) {
                    int symbol = table.getValues()[value++];
                    code[symbol] = next++;
                    length[symbol] = bits;
                }
                next <<= 1;
            }
            return new Codes(code, length);
        }
    }

    /// @param quality above 0.5 and below 1, as the JDK's encoder means it
    public JpegRows(int width, int height, float quality, long maxBytes) throws IOException {
        this.width = width;
        out = new BoundedBytes(maxBytes);
        unitRows = new int[UNIT][width];
        var scale = 2 * (1 - quality);
        var luminance = JPEGQTable.K1Luminance.getScaledInstance(scale, true).getTable();
        var chrominance = JPEGQTable.K2Chrominance.getScaledInstance(scale, true).getTable();
        var dcColours = Codes.of(JPEGHuffmanTable.StdDCChrominance);
        var acColours = Codes.of(JPEGHuffmanTable.StdACChrominance);
        brightness =
                new Plane(
                        luminance,
                        Codes.of(JPEGHuffmanTable.StdDCLuminance),
                        Codes.of(JPEGHuffmanTable.StdACLuminance));
        blueness = new Plane(chrominance, dcColours, acColours);
        redness = new Plane(chrominance, dcColours, acColours);
        writeHead(width, height);
    }

    private static float[][] cosines() {
        var cosines = new float[BLOCK][BLOCK];
        for (int u = 0; u < BLOCK; u++) {
            for (int x = 0; x < BLOCK; x++) {
                var scale = u == 0 ? Math.sqrt(0.125) : 0.5;
                cosines[u][x] = (float) (scale * Math.cos((2 * x + 1) * u * Math.PI / 16));
            }
        }
        return cosines;
    }

    private void writeHead(int width, int height) throws IOException {
        out.write16(0xffd8);
        out.write16(0xffe0);
        out.write16(16);
        for (int value : new int[] {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0}) {
            out.write(value);
        }
        writeDivisors(0, brightness.divisors);
        writeDivisors(1, blueness.divisors);
        out.write16(0xffc0);
        out.write16(17);
        out.write(8);
        out.write16(height);
        out.write16(width);
        out.write(3);
        for (int value : new int[] {1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1}) {
            out.write(value);
        }
        writeCodes(0x00, JPEGHuffmanTable.StdDCLuminance);
        writeCodes(0x10, JPEGHuffmanTable.StdACLuminance);
        writeCodes(0x01, JPEGHuffmanTable.StdDCChrominance);
        writeCodes(0x11, JPEGHuffmanTable.StdACChrominance);
        out.write16(0xffda);
        out.write16(12);
        for (int value : new int[] {3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0}) {
            out.write(value);
        }
    }

    private void writeDivisors(int id, int[] divisors) throws IOException {
        out.write16(0xffdb);
        out.write16(67);
        out.write(id);
        for (int at : ZIGZAG) {
            out.write(divisors[at]);
        }
    }

    private void writeCodes(int id, JPEGHuffmanTable table) throws IOException {
        out.write16(0xffc4);
        out.write16(19 + table.getValues().length);
        out.write(id);
        var lengths = Arrays.copyOf(table.getLengths(), 16);
        for (int count : lengths) {
            out.write(count);
        }
        for (int symbol : table.getValues()) {
            out.write(symbol);
        }
    }

    @Override
    public void add(int[] argb) throws IOException {
        var row = unitRows[rows++];
        for (int x = 0; x < width; x++) {
            row[x] = RowEncoder.onWhite(argb[x]);
        }
        if (rows == UNIT) {
            writeUnits();
        }
    }

    @Override
    public byte[] finish() throws IOException {
        if (rows > 0) {
            for (int y = rows; y < UNIT; y++) {
                System.arraycopy(unitRows[rows - 1], 0, unitRows[y], 0, width);
            }
            writeUnits();
        }
        // Ones fill up the last byte.
        writeBits(0x7f, 7);
        out.write16(0xffd9);
        return out.all();
    }

    private void writeUnits() throws IOException {
        for (int left = 0; left < width; left += UNIT) {
            for (int y = 0; y < UNIT; y += BLOCK) {
                for (int x = 0; x < UNIT; x += BLOCK) {
                    takeBrightness(left + x, y);
                    write(brightness);
                }
            }
            takeColours(left, -0.168736f, -0.331264f, 0.5f);
            write(blueness);
            takeColours(left, 0.5f, -0.418688f, -0.081312f);
            write(redness);
        }
        rows = 0;
    }

    private void takeBrightness(int left, int top) {
        for (int y = 0; y < BLOCK; y++) {
            var row = unitRows[top + y];
            for (int x = 0; x < BLOCK; x++) {
                int rgb = row[Math.min(left + x, width - 1)];
                block[y * BLOCK + x] =
                        0.299f * (rgb >> 16 & 0xff)
                                + 0.587f * (rgb >> 8 & 0xff)
                                + 0.114f * (rgb & 0xff)
                                - 128;
            }
        }
    }

    /// The mean of two by two pixels for each.
    private void takeColours(int left, float red, float green, float blue) {
        for (int y = 0; y < BLOCK; y++) {
            for (int x = 0; x < BLOCK; x++) {
                float sum = 0;
                for (int i = 0; i < 4; i++) {
                    int column = Math.min(left + 2 * x + i % 2, width - 1);
                    int rgb = unitRows[2 * y + i / 2][column];
                    sum +=
                            red * (rgb >> 16 & 0xff)
                                    + green * (rgb >> 8 & 0xff)
                                    + blue * (rgb & 0xff);
                }
                block[y * BLOCK + x] = sum / 4;
            }
        }
    }

    private void write(Plane plane) throws IOException {
        transform();
        for (int i = 0; i < quantized.length; i++) {
            int at = ZIGZAG[i];
            quantized[i] = Math.round(block[at] / plane.divisors[at]);
        }
        int difference = quantized[0] - plane.lastDc;
        plane.lastDc = quantized[0];
        writeNumber(plane.dc, 0, difference);
        int zeros = 0;
        for (int i = 1; i < quantized.length; i++) {
            if (quantized[i] == 0) {
                zeros++;
                continue;
            }
            for (; zeros > 15; zeros -= 16) {
                writeCode(plane.ac, 0xf0);
            }
            writeNumber(plane.ac, zeros, quantized[i]);
            zeros = 0;
        }
        if (zeros > 0) {
            writeCode(plane.ac, 0);
        }
    }

    /// The discrete cosine transform of the block, first along the rows, then along the columns.
    private void transform() {
        for (int y = 0; y < BLOCK; y++) {
            for (int u = 0; u < BLOCK; u++) {
                float sum = 0;
                for (int x = 0; x < BLOCK; x++) {
                    sum += COSINES[u][x] * block[y * BLOCK + x];
                }
                half[y * BLOCK + u] = sum;
            }
        }
        for (int v = 0; v < BLOCK; v++) {
            for (int u = 0; u < BLOCK; u++) {
                float sum = 0;
                for (int y = 0; y < BLOCK; y++) {
                    sum += COSINES[v][y] * half[y * BLOCK + u];
                }
                block[v * BLOCK + u] = sum;
            }
        }
    }

    /// A number as its length in bits, behind so many zeros, and its bits (annex F.1.2).
    private void writeNumber(Codes codes, int zeros, int value) throws IOException {
        int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
        writeCode(codes, zeros << 4 | size);
        if (size > 0) {
            writeBits(value < 0 ? value - 1 & (1 << size) - 1 : value, size);
        }
    }

    private void writeCode(Codes codes, int symbol) throws IOException {
        writeBits(codes.code()[symbol], codes.length()[symbol]);
    }

    private void writeBits(int value, int count) throws IOException {
        bits = bits << count | value;
        bitCount += count;
        while (bitCount >= 8) {
            int full = bits >>> bitCount - 8 & 0xff;
            out.write(full);
            if (full == 0xff) {
                out.write(0);
            }
            bitCount -= 8;
        }
        bits &= (1 << bitCount) - 1;
    }
}
