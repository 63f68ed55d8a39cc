package cn.juhui.evidence.domain.legibility;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Glyphs;
import cn.juhui.evidence.domain.picture.Luminance;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Written screens of known legibility, and what the rule says of them.
///
/// What is readable: strokes of a Chinese character are about a sixth of its height apart. A blur of a twenty-fourth of the height leaves
/// them apart; a blur of an eighth runs them together.
final class LegibilityCorpus {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 800;
    private static final int[] GLYPHS = {12, 16, 24, 32, 48};
    private static final int[] LINES = {1, 4, 14};

    private record Scheme(Color paper, Color ink) {}

    private static final List<Scheme> SCHEMES =
            List.of(
                    new Scheme(Color.WHITE, Color.BLACK),
                    new Scheme(new Color(18, 18, 18), new Color(200, 200, 200)),
                    new Scheme(Color.WHITE, new Color(170, 170, 170)),
                    new Scheme(new Color(20, 90, 200), Color.WHITE));

    /// Columns, in the table's order.
    static final List<String> VERDICTS =
            List.of("CLEAR", "SOFT", "CUT_OFF", "BLURRED", "BLANK", "TOO_DARK", "TOO_SMALL");

    /// Class of pictures → first reason (or `CLEAR`) → how many.
    private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();

    LegibilityCorpus() {
        for (var scheme : SCHEMES) {
            for (int glyph : GLYPHS) {
                for (int lines : LINES) {
                    if (lines * glyph * 4 / 3 < HEIGHT) {
                        pages(scheme, glyph, lines);
                    }
                }
            }
            judge("blank", Drawings.blank(WIDTH, HEIGHT, scheme.paper()));
            judge(
                    "too small",
                    page(new Scheme(scheme.paper(), scheme.ink()), 12, 4)
                            .getSubimage(0, 100, WIDTH, 90));
        }
        for (int tone = 8; tone <= 24; tone += 4) {
            var dark = new Scheme(Color.BLACK, new Color(tone, tone, tone));
            judge("nearly black", page(dark, 24, 4));
        }
    }

    private static BufferedImage page(Scheme scheme, int glyph, int lines) {
        return Glyphs.page(WIDTH, HEIGHT, lines, glyph, scheme.paper(), scheme.ink());
    }

    private void pages(Scheme scheme, int glyph, int lines) {
        var page = page(scheme, glyph, lines);
        judge("sharp", page);
        judge("sharp: blur of half a pixel", Drawings.blurred(page, 0.5));
        judge("soft: blur of 1/40 of a character", Drawings.blurred(page, glyph / 40.0));
        judge("soft: blur of 1/24", Drawings.blurred(page, glyph / 24.0));
        judge("blurred: 1/8", Drawings.blurred(page, glyph / 8.0));
        judge("blurred: 1/5", Drawings.blurred(page, glyph / 5.0));
        int middleOfLine = HEIGHT / (2 * lines);
        judge(
                "cut through a line",
                page.getSubimage(0, middleOfLine, WIDTH, HEIGHT - middleOfLine));
    }

    /// As drawn, and as a camera and a messenger leave it: with noise and compressed.
    private void judge(String kind, BufferedImage picture) {
        count(kind, luminance(picture));
        count(kind + ", noise and JPEG", luminance(photographed(picture)));
    }

    private void count(String kind, Luminance luminance) {
        var legibility =
                LegibilityRule.DEFAULT.judge(luminance.width(), luminance.height(), luminance);
        var verdict =
                legibility.reasons().isEmpty() ? "CLEAR" : legibility.reasons().getFirst().name();
        counts.computeIfAbsent(kind, k -> new TreeMap<>()).merge(verdict, 1, Integer::sum);
    }

    int count(String kind, String verdict) {
        return counts.getOrDefault(kind, Map.of()).getOrDefault(verdict, 0);
    }

    Set<String> kinds() {
        return counts.keySet();
    }

    /// The confusion table, as docs/evidence.md has it.
    List<String> table() {
        var table = new ArrayList<String>();
        table.add("| picture | " + String.join(" | ", VERDICTS) + " |");
        table.add("|---|" + "---|".repeat(VERDICTS.size()));
        counts.forEach((kind, verdicts) -> {
            var row = new StringBuilder("| " + kind + " |");
            for (var verdict : VERDICTS) {
                var count = verdicts.getOrDefault(verdict, 0);
                row.append(count == 0 ? " |" : " " + count + " |");
            }
            table.add(row.toString());
        });
        return table;
    }

    private static BufferedImage photographed(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var tones = luminance(picture).values();
        var random = new Random(5);
        for (int i = 0; i < tones.length; i++) {
            var noisy = Math.round((tones[i] & 0xff) + 3 * random.nextGaussian());
            tones[i] = (byte) Math.clamp(noisy, 0, 255);
        }
        var grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setDataElements(0, 0, width, height, tones);
        return Drawings.read(Drawings.jpeg(grey, 0.75f, false));
    }

    static Luminance luminance(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var brush = grey.createGraphics();
        brush.drawImage(picture, 0, 0, null);
        brush.dispose();
        var tones = new byte[width * height];
        grey.getRaster().getDataElements(0, 0, width, height, tones);
        return new Luminance(width, height, tones);
    }
}
