package cn.juhui.evidence.adapter.imaging.rows;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/// Makes a picture of rows that come one after the other: opaque, on white, and no larger than it may be. A larger one gets smaller
/// evenly, each pixel the mean of those that it stands for, so that writing stays writing.
public final class Reduction implements PixelRows {

    private static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final int columns;
    private final int lines;
    private final BufferedImage picture;
    private final byte[] pixels;

    /// Of the row that comes: sums along it, blue first.
    private final int[] across;

    /// Of the line in work and of the one below it: sums of rows.
    private long[] line;

    private long[] below;
    private int y;

    /// @param maxPixels of the picture that it makes
    public Reduction(int width, int height, long maxPixels) {
        this.width = width;
        this.height = height;
        var factor = Math.min(1, Math.sqrt((double) maxPixels / ((double) width * height)));
        columns = Math.max(1, (int) (width * factor));
        lines = Math.max(1, (int) (height * factor));
        picture = new BufferedImage(columns, lines, BufferedImage.TYPE_3BYTE_BGR);
        pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        across = new int[columns * CHANNELS];
        line = new long[across.length];
        below = new long[across.length];
    }

    /// Once all rows have come.
    public BufferedImage picture() {
        if (y != height) {
            throw new IllegalStateException(y + " rows of " + height);
        }
        return picture;
    }

    @Override
    public void add(int[] argb) {
        if (columns == width) {
            addUnchanged(argb);
        } else {
            addToLine(argb);
        }
        y++;
    }

    private void addUnchanged(int[] argb) {
        int to = y * columns * CHANNELS;
        for (int x = 0; x < width; x++) {
            int rgb = RowEncoder.onWhite(argb[x]);
            pixels[to++] = (byte) rgb;
            pixels[to++] = (byte) (rgb >> 8);
            pixels[to++] = (byte) (rgb >> 16);
        }
    }

    /// A pixel, and a row, counts for the one or two that it lies in, in shares of the whole length.
    private void addToLine(int[] argb) {
        Arrays.fill(across, 0);
        for (int x = 0; x < width; x++) {
            int rgb = RowEncoder.onWhite(argb[x]);
            int column = (int) ((long) x * columns / width);
            int beyond = Math.max(0, (x + 1) * columns - (column + 1) * width);
            int within = columns - beyond;
            int to = column * CHANNELS;
            for (int channel = 0; channel < CHANNELS; channel++) {
                int tone = rgb >> 8 * channel & 0xff;
                across[to + channel] += tone * within;
                if (beyond > 0) {
                    across[to + CHANNELS + channel] += tone * beyond;
                }
            }
        }
        int at = (int) ((long) y * lines / height);
        int beyond = (int) Math.max(0, (long) (y + 1) * lines - (long) (at + 1) * height);
        int within = lines - beyond;
        for (int i = 0; i < across.length; i++) {
            line[i] += (long) across[i] * within;
            below[i] += (long) across[i] * beyond;
        }
        if ((long) (y + 1) * lines >= (long) (at + 1) * height) {
            finishLine(at);
        }
    }

    private void finishLine(int at) {
        var all = (long) width * height;
        int to = at * across.length;
        for (int i = 0; i < across.length; i++) {
            pixels[to + i] = (byte) ((line[i] + all / 2) / all);
        }
        var free = line;
        line = below;
        below = free;
        Arrays.fill(below, 0);
    }
}
