package cn.juhui.evidence;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/// Writes Chinese characters and digits stroke by stroke, because not every machine has a font that knows them.
public final class Glyphs {

    /// Each character's strokes on a grid of nine by nine: `xy xy …`, strokes apart by `/`.
    private static final String[] CHARACTERS = {
        "11 71 77 17 11", // 口
        "21 61 67 27 21/24 64", // 日
        "11 71 77 17 11/14 74/41 47", // 田
        "12 72 76 16 12/40 48", // 中
        "11 71/24 64/17 77/41 47", // 王
        "00 80 88 08 00/22 62/24 64/26 66/42 46", // 国
        "21 61 67 27 21/23 63/25 65", // 目
        "03 83/40 48/43 07/43 87/26 66", // 本
        "13 73/41 47/07 87", // 土
        "40 44/42 72/04 84/44 48/46 67", // 卡
        "11 71/04 84/41 44 07/44 87", // 天
        "10 21/03 23 26 35/41 81/61 67 56", // 订
        "20 31/60 51/22 62 65 25 22/06 86/42 48", // 单
        "40 03/40 84/23 63/15 75/43 47/26 37/66 57/08 88", // 金
        "21 61/03 83/33 25 07/53 57 87 85", // 元
        "02 32/12 17/05 35/52 82/47 87/62 67", // 红 and the like
        "10 80 88 78/10 18/32 62/34 64 67 37 34", // 同
        "02 82/40 42/22 08/52 58 88/36 66", // 凭证's left part
        "20 60 64 24 20/24 28 68", // 5, 2 and the like, as on a display
        "20 60 68 28 20", // 0
        "40 48" // 1
    };

    private Glyphs() {}

    /// A screen full of writing, in lines from the left margin on.
    ///
    /// @param glyph height of a character in pixels
    /// @param lines how many lines there are, evenly over the height
    public static BufferedImage page(
            int width, int height, int lines, int glyph, Color paper, Color ink) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var brush = picture.createGraphics();
        brush.setColor(paper);
        brush.fillRect(0, 0, width, height);
        brush.setColor(ink);
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        brush.setStroke(new BasicStroke(Math.max(1, glyph / 14f)));
        var random = new Random(glyph * 31L + lines);
        for (int line = 0; line < lines; line++) {
            int y = height * (2 * line + 1) / (2 * lines) - glyph / 2;
            int end = width - glyph * (2 + random.nextInt(4));
            for (int x = glyph; x < end; x += glyph + glyph / 6) {
                draw(brush, CHARACTERS[random.nextInt(CHARACTERS.length)], x, y, glyph);
            }
        }
        brush.dispose();
        return picture;
    }

    /// A line of so many characters.
    static void write(Graphics2D brush, Random text, int length, int x, int y, int glyph) {
        brush.setStroke(new BasicStroke(Math.max(1, glyph / 14f)));
        for (int i = 0; i < length; i++) {
            var character = CHARACTERS[text.nextInt(CHARACTERS.length)];
            draw(brush, character, x + i * (glyph + glyph / 6), y, glyph);
        }
    }

    private static void draw(Graphics2D brush, String strokes, int x, int y, int glyph) {
        var path = new Path2D.Double();
        for (var stroke : strokes.split("/", -1)) {
            boolean begun = false;
            for (var point : stroke.split(" ", -1)) {
                var px = x + (point.charAt(0) - '0') * glyph / 9.0;
                var py = y + (point.charAt(1) - '0') * glyph / 9.0;
                if (begun) {
                    path.lineTo(px, py);
                } else {
                    path.moveTo(px, py);
                }
                begun = true;
            }
        }
        brush.draw(path);
    }
}
