package cn.juhui.evidence.domain.similarity;

import cn.juhui.evidence.domain.picture.Luminance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// What is written on a picture, as fine as it takes to tell one number from another: of fields of equal size, [#LONG_SIDE] along the
/// longer side and at least [#SHORT_SIDE] along the shorter one, how much brighter or darker each is than its neighbours to the left and right. Areas of one colour and lines from
/// left to right vanish; writing stays.
///
/// @param columns fields from left to right
/// @param rows fields from top to bottom
/// @param strokes a signed byte per field, row by row: the root of the difference, with its sign; deflated, in Base64
public record StrokeMap(int columns, int rows, String strokes) {

    static final int LONG_SIDE = 256;

    /// Of a long screenshot: with less, a line of writing would be a field or two.
    static final int SHORT_SIDE = 40;

    /// Fields to the left and to the right that a field is compared with.
    private static final int NEIGHBOURS = 4;

    public static StrokeMap of(Luminance picture) {
        int longest = Math.max(picture.width(), picture.height());
        int shortest = Math.min(picture.width(), picture.height());
        var perPixel = Math.max((double) LONG_SIDE / longest, (double) SHORT_SIDE / shortest);
        int columns = fields(picture.width(), perPixel);
        int rows = fields(picture.height(), perPixel);
        return new StrokeMap(columns, rows, packed(strokes(picture.means(columns, rows), columns)));
    }

    private static int fields(int side, double perPixel) {
        var fields = Math.round(side * perPixel);
        return (int) Math.max(1, Math.min(fields, side));
    }

    private static byte[] strokes(double[] means, int columns) {
        var strokes = new byte[means.length];
        for (int row = 0; row < means.length; row += columns) {
            for (int x = 0; x < columns; x++) {
                int from = Math.max(0, x - NEIGHBOURS);
                int to = Math.min(columns, x + NEIGHBOURS + 1);
                double around = 0;
                for (int i = from; i < to; i++) {
                    around += means[row + i];
                }
                var difference = means[row + x] - around / (to - from);
                strokes[row + x] =
                        (byte)
                                Math.round(
                                        Math.signum(difference) * Math.sqrt(Math.abs(difference)));
            }
        }
        return strokes;
    }

    private static String packed(byte[] strokes) {
        var bytes = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(strokes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /// As they were before they were packed, each mixed with its neighbours (1 2 1 in both directions): so it matters little how the fields
    /// of two pictures lie to each other.
    float[] smoothed() {
        var sharp = unpacked();
        var across = new float[sharp.length];
        for (int i = 0; i < sharp.length; i++) {
            int x = i % columns;
            var left = sharp[x > 0 ? i - 1 : i];
            var right = sharp[x < columns - 1 ? i + 1 : i];
            across[i] = (left + 2 * sharp[i] + right) / 4f;
        }
        var smoothed = new float[sharp.length];
        for (int i = 0; i < sharp.length; i++) {
            int y = i / columns;
            var above = across[y > 0 ? i - columns : i];
            var below = across[y < rows - 1 ? i + columns : i];
            smoothed[i] = (above + 2 * across[i] + below) / 4;
        }
        return smoothed;
    }

    private byte[] unpacked() {
        var packed = new ByteArrayInputStream(Base64.getDecoder().decode(strokes));
        try (var inflater = new InflaterInputStream(packed)) {
            return Arrays.copyOf(inflater.readNBytes(columns * rows), columns * rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
