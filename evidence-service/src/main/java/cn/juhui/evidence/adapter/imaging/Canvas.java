package cn.juhui.evidence.adapter.imaging;

import cn.juhui.evidence.domain.picture.Luminance;
import cn.juhui.evidence.domain.picture.Orientation;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/// A decoded picture as people see it: upright, opaque, in the usual colours.
record Canvas(BufferedImage picture) {

    static Canvas of(BufferedImage decoded, Orientation orientation) {
        var type = decoded.getType();
        var usual = type == BufferedImage.TYPE_3BYTE_BGR || type == BufferedImage.TYPE_INT_RGB;
        if ((usual || isGrey(decoded)) && orientation.equals(Orientation.UPRIGHT)) {
            return new Canvas(decoded);
        }
        int width = orientation.swapsSides() ? decoded.getHeight() : decoded.getWidth();
        int height = orientation.swapsSides() ? decoded.getWidth() : decoded.getHeight();
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var brush = canvas.createGraphics();
        brush.setColor(Color.WHITE);
        brush.fillRect(0, 0, width, height);
        brush.drawImage(decoded, transform(decoded, orientation, width, height), null);
        brush.dispose();
        return new Canvas(canvas);
    }

    private static AffineTransform transform(
            BufferedImage decoded, Orientation orientation, int width, int height) {
        var transform = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        transform.quadrantRotate(orientation.quarterTurns());
        transform.scale(orientation.mirrored() ? -1 : 1, 1);
        transform.translate(-decoded.getWidth() / 2.0, -decoded.getHeight() / 2.0);
        return transform;
    }

    private static boolean isGrey(BufferedImage picture) {
        return picture.getType() == BufferedImage.TYPE_BYTE_GRAY;
    }

    Luminance luminance() {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var values = new byte[width * height];
        if (isGrey(picture)) {
            picture.getRaster().getDataElements(0, 0, width, height, values);
            return new Luminance(width, height, values);
        }
        // As they stand there: asking the colour model for each pixel takes five times as long.
        var row = new int[3 * width];
        for (int y = 0; y < height; y++) {
            picture.getRaster().getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                values[y * width + x] = brightness(row[3 * x], row[3 * x + 1], row[3 * x + 2]);
            }
        }
        return new Luminance(width, height, values);
    }

    private static byte brightness(int red, int green, int blue) {
        return (byte) ((red * 299 + green * 587 + blue * 114) / 1000);
    }

    /// The upper or the left part of one whose one side is more than so many times the other: twice as long as wide.
    Canvas beginning(double times) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        if (Math.max(width, height) <= times * Math.min(width, height)) {
            return this;
        }
        return new Canvas(
                picture.getSubimage(
                        0, 0, Math.min(width, 2 * height), Math.min(height, 2 * width)));
    }

    /// The same, no side longer than this; halved step by step, so that nothing is lost between pixels.
    Canvas within(int side) {
        var small = picture;
        var longest = Math.max(small.getWidth(), small.getHeight());
        while (longest > side) {
            var next = Math.max(side, (longest + 1) / 2);
            small = scaled(small, (double) next / longest);
            longest = next;
        }
        return new Canvas(small);
    }

    private static BufferedImage scaled(BufferedImage from, double factor) {
        int width = (int) Math.max(1, Math.round(from.getWidth() * factor));
        int height = (int) Math.max(1, Math.round(from.getHeight() * factor));
        var scaled = new BufferedImage(width, height, from.getType());
        var brush = scaled.createGraphics();
        brush.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        brush.drawImage(from, 0, 0, width, height, null);
        brush.dispose();
        return scaled;
    }
}
