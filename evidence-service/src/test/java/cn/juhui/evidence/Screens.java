package cn.juhui.evidence;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/// Telephone screens as apps draw them: a bar, a picture, cards of rows, each with a label and a value. The layout says where
/// everything is and what the labels are; the values are somebody's own.
public final class Screens {

    private static final int WIDTH = 540;
    private static final int HEIGHT = 1170;

    private Screens() {}

    /// @param layout the page of an app: what all of its screens have in common
    /// @param values whose: each value is another one
    public static BufferedImage screen(long layout, long values) {
        return screen(layout, values, values);
    }

    /// @param labels what is written to the left
    /// @param values what is written to the right
    public static BufferedImage screen(long layout, long labels, long values) {
        return new Page(layout, labels, values, -1).picture;
    }

    /// Like the screen of these values, but for one of them.
    public static BufferedImage screenWithAnotherValue(long layout, long values, int which) {
        return new Page(layout, layout, values, which).picture;
    }

    private static final class Page {

        private final BufferedImage picture =
                new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        private final Graphics2D brush = picture.createGraphics();
        private final Random layout;
        private final long labels;
        private final long values;
        private final int changed;
        private final boolean dark;
        private int rows;

        Page(long layout, long labels, long values, int changed) {
            this.layout = new Random(layout);
            this.labels = labels;
            this.values = values;
            this.changed = changed;
            this.dark = layout % 2 == 1;
            brush.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            brush.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            draw();
            brush.dispose();
        }

        private Color tone(int light, int night) {
            int tone = dark ? night : light;
            return new Color(tone, tone, tone);
        }

        private void fill(Color colour, int x, int y, int width, int height) {
            brush.setColor(colour);
            brush.fillRect(x, y, width, height);
        }

        private void draw() {
            fill(tone(240, 16), 0, 0, WIDTH, HEIGHT);
            var accent = new Color(Color.HSBtoRGB(layout.nextFloat(), 0.7f, 0.8f));
            int bar = 70 + layout.nextInt(60);
            fill(layout.nextBoolean() ? accent : tone(255, 30), 0, 0, WIDTH, bar);
            write(new Random(layout.nextLong()), 8, WIDTH / 3, bar - 40, 26, tone(20, 230));
            int y = bar + 20;
            if (layout.nextBoolean()) {
                int height = 80 + layout.nextInt(160);
                fill(accent.darker(), 20, y, WIDTH - 40, height);
                y += height + 20;
            }
            while (y < HEIGHT - 120) {
                y = card(y, 1 + layout.nextInt(6));
            }
            fill(accent, 40, HEIGHT - 80, WIDTH - 80, 60);
        }

        private int card(int top, int count) {
            int pitch = 44 + layout.nextInt(24);
            int glyph = 17 + layout.nextInt(6);
            int height = Math.min(count * pitch + 24, HEIGHT - 100 - top);
            fill(tone(255, 36), 16, top, WIDTH - 32, height);
            boolean right = layout.nextBoolean();
            for (int y = top + 20; y + pitch < top + height + 20; y += pitch) {
                var label = new Random(layout.nextLong() + 31 * labels);
                write(label, 3 + layout.nextInt(3), 32, y, glyph, tone(120, 150));
                int length = 4 + layout.nextInt(12);
                int from = right ? WIDTH - 32 - length * (glyph + glyph / 6) : 200;
                var value = new Random(layout.nextLong() + 17 * values + (rows == changed ? 1 : 0));
                write(value, length, Math.max(190, from), y, glyph, tone(20, 230));
                rows++;
            }
            return top + height + 12 + layout.nextInt(20);
        }

        private void write(Random text, int length, int x, int y, int glyph, Color ink) {
            brush.setColor(ink);
            Glyphs.write(
                    brush,
                    text,
                    Math.min(length, (WIDTH - 24 - x) / (glyph + glyph / 6)),
                    x,
                    y,
                    glyph);
        }
    }
}
