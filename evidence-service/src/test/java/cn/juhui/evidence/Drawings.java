package cn.juhui.evidence;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures for tests, drawn without fonts, so that they are the same on every machine.
public final class Drawings {

    private Drawings() {}

    /// A screen with lines of something that is as fine as text, this high, and has strokes like Chinese characters.
    public static BufferedImage screen(
            int width, int height, int lines, int glyph, Color paper, Color ink) {
        var picture = blank(width, height, paper);
        var random = new Random(42);
        var brush = picture.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setStroke(new BasicStroke(Math.max(1, glyph / 12f)));
        brush.setColor(ink);
        for (int line = 1; line <= lines; line++) {
            int y = height * line / (lines + 1) - glyph / 2;
            for (int x = glyph / 2; x < width * 3 / 4 - glyph; x += glyph + glyph / 8) {
                for (int stroke = 0; stroke < 5; stroke++) {
                    brush.drawLine(
                            x + random.nextInt(glyph),
                            y + random.nextInt(glyph),
                            x + random.nextInt(glyph),
                            y + random.nextInt(glyph));
                }
            }
        }
        brush.dispose();
        return picture;
    }

    public static BufferedImage screen() {
        return screen(640, 480, 8, 20, Color.WHITE, Color.BLACK);
    }

    public static BufferedImage blank(int width, int height, Color colour) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var brush = picture.createGraphics();
        brush.setColor(colour);
        brush.fillRect(0, 0, width, height);
        brush.dispose();
        return picture;
    }

    /// Gaussian blur.
    public static BufferedImage blurred(BufferedImage picture, double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        var weights = new float[2 * radius + 1];
        float sum = 0;
        for (int i = -radius; i <= radius; i++) {
            weights[i + radius] = (float) Math.exp(-i * i / (2 * sigma * sigma));
            sum += weights[i + radius];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        var across = new Kernel(weights.length, 1, weights);
        var down = new Kernel(1, weights.length, weights);
        var once = new ConvolveOp(across, ConvolveOp.EDGE_NO_OP, null).filter(picture, null);
        var twice = new ConvolveOp(down, ConvolveOp.EDGE_NO_OP, null).filter(once, null);
        // The filter leaves the edges as they were.
        return twice.getSubimage(
                radius, radius, picture.getWidth() - 2 * radius, picture.getHeight() - 2 * radius);
    }

    public static byte[] png(BufferedImage picture) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Adam7.
    public static byte[] interlacedPng(BufferedImage picture) {
        return written(
                "png",
                picture,
                parameters -> parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT));
    }

    public static byte[] jpeg(BufferedImage picture, float quality, boolean progressive) {
        return written(
                "jpeg",
                picture,
                parameters -> {
                    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                    parameters.setCompressionQuality(quality);
                    parameters.setProgressiveMode(
                            progressive
                                    ? ImageWriteParam.MODE_DEFAULT
                                    : ImageWriteParam.MODE_DISABLED);
                });
    }

    private static byte[] written(
            String format, BufferedImage picture, Consumer<ImageWriteParam> settings) {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            var parameters = writer.getDefaultWriteParam();
            settings.accept(parameters);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    public static byte[] jpeg(BufferedImage picture) {
        return jpeg(picture, 0.8f, false);
    }

    public static BufferedImage read(byte[] file) {
        try {
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
