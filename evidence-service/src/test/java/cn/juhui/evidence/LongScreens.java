package cn.juhui.evidence;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;

/// Long screenshots: a conversation that is scrolled through, the same screen again and again, none of which is ever in memory as a
/// whole where it doesn't have to be.
public final class LongScreens {

    private static final int SCREEN = 1_000;

    private LongScreens() {}

    /// A part of it as a telephone of three pixels a point draws it: characters of fourteen points.
    public static BufferedImage part(int width) {
        return Glyphs.page(width, SCREEN, 11, 42, Color.WHITE, Color.BLACK);
    }

    /// In full colour.
    public static byte[] png(int width, int height) {
        return png(part(width), height);
    }

    /// @param part that is repeated
    public static byte[] png(BufferedImage part, int height) {
        int width = part.getWidth();
        var rows = new byte[part.getHeight()][1 + width * 3];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = part.getRGB(x, y);
                rows[y][1 + 3 * x] = (byte) (rgb >> 16);
                rows[y][2 + 3 * x] = (byte) (rgb >> 8);
                rows[y][3 + 3 * x] = (byte) rgb;
            }
        }
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            for (int y = 0; y < height; y++) {
                deflater.write(rows[y % rows.length]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Files.png(
                Files.header(width, height, 8, 2), Files.chunk("IDAT", packed.toByteArray()));
    }

    /// In greys, a byte a pixel.
    public static BufferedImage grey(int width, int height) {
        return tiled(part(width), height, BufferedImage.TYPE_BYTE_GRAY);
    }

    public static BufferedImage tiled(BufferedImage part, int height, int type) {
        var picture = new BufferedImage(part.getWidth(), height, type);
        var brush = picture.createGraphics();
        for (int y = 0; y < height; y += part.getHeight()) {
            brush.drawImage(part, 0, y, null);
        }
        brush.dispose();
        return picture;
    }
}
