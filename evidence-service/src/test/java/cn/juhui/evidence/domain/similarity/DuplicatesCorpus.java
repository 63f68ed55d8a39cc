package cn.juhui.evidence.domain.similarity;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Screens;
import cn.juhui.evidence.domain.picture.Luminance;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Pairs of screens, light and dark by turns: the same picture changed, and pictures that only look like it.
final class DuplicatesCorpus {

    static final int SCREENS = 24;

    /// Whose values are on the original, and on somebody else's.
    private static final long HERS = 1000;

    private static final long HIS = 2000;

    private final List<Fingerprint> originals =
            IntStream.range(0, SCREENS).parallel().mapToObj(i -> looks(original(i))).toList();

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /// @param unlike found by the hash, but found to be another picture
    record Row(int same, int unlike, int notFound) {}

    DuplicatesCorpus() {
        same("JPEG, quality 0.5", picture -> jpeg(picture, 0.5f));
        same("JPEG, quality 0.3", picture -> jpeg(picture, 0.3f));
        same("scaled to 0.5, JPEG", picture -> jpeg(scaled(picture, 0.5), 0.75f));
        same("scaled to 0.77, JPEG", picture -> jpeg(scaled(picture, 0.77), 0.75f));
        same("scaled to 1.5", picture -> scaled(picture, 1.5));
        same("1 % cut off all around", picture -> cut(picture, 0.01, 0.01, 0.01, 0.01));
        same("2 % cut off all around", picture -> cut(picture, 0.02, 0.02, 0.02, 0.02));
        same("2 % cut off at the left and the top", picture -> cut(picture, 0.02, 0, 0.02, 0));
        same("3 % cut off at the top", picture -> cut(picture, 0, 0, 0.03, 0));
        same("4 % cut off at the bottom", picture -> cut(picture, 0, 0, 0, 0.04));
        same("brighter, JPEG", picture -> jpeg(toned(picture, 1, 25), 0.75f));
        same("paler, JPEG", picture -> jpeg(toned(picture, 0.7f, 50), 0.75f));
        same("cut, scaled, paler, JPEG", DuplicatesCorpus::changedInEveryWay);
        other("same page, other values", i -> Screens.screen(i, i, HIS));
        other(
                "same page, other values, scaled, JPEG",
                i -> jpeg(scaled(Screens.screen(i, i, HIS), 0.6), 0.6f));
        other(
                "same page, other values, 1 % cut off",
                i -> cut(Screens.screen(i, i, HIS), 0.01, 0.01, 0.01, 0.01));
        other("same layout, other labels and values", i -> Screens.screen(i, i + 7777, HIS));
        for (int row : new int[] {0, 2, 4}) {
            other(
                    "same page, one value differs (row " + (row + 1) + ")",
                    i -> Screens.screenWithAnotherValue(i, HERS, row));
        }
        other("another page", i -> Screens.screen(i + 500, i + 500, HERS));
        other("another page with the same labels", i -> Screens.screen(i + 501, i, HERS));
    }

    private static BufferedImage original(int i) {
        return Screens.screen(i, i, HERS);
    }

    private static BufferedImage changedInEveryWay(BufferedImage picture) {
        var less = scaled(cut(picture, 0.01, 0.012, 0.013, 0.008), 0.7);
        return jpeg(toned(less, 0.9f, 10), 0.6f);
    }

    private void same(String what, UnaryOperator<BufferedImage> change) {
        other(what, i -> change.apply(original(i)));
    }

    private void other(String what, IntFunction<BufferedImage> picture) {
        var verdicts =
                IntStream.range(0, SCREENS)
                        .parallel()
                        .mapToObj(i -> verdict(originals.get(i), looks(picture.apply(i))))
                        .toList();
        rows.put(
                what,
                new Row(
                        Collections.frequency(verdicts, "same"),
                        Collections.frequency(verdicts, "unlike"),
                        Collections.frequency(verdicts, "not found")));
    }

    private static String verdict(Fingerprint one, Fingerprint other) {
        if (Collections.disjoint(one.keys(), other.keys())) {
            return "not found";
        }
        // An agent may look at either of them.
        return one.sameAs(other).isPresent() && other.sameAs(one).isPresent() ? "same" : "unlike";
    }

    Map<String, Row> rows() {
        return rows;
    }

    /// The confusion table, as docs/evidence.md has it.
    List<String> table() {
        var table = new ArrayList<String>();
        table.add("| the other picture | flagged | not: unlike | not: not found |");
        table.add("|---|---|---|---|");
        rows.forEach((what, row) ->
                table.add(
                        "| %s |%s|%s|%s|"
                                .formatted(
                                        what,
                                        cell(row.same),
                                        cell(row.unlike),
                                        cell(row.notFound))));
        return table;
    }

    private static String cell(int count) {
        return count == 0 ? " " : " " + count + " ";
    }

    public static Fingerprint looks(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var brush = grey.createGraphics();
        brush.drawImage(picture, 0, 0, null);
        brush.dispose();
        var tones = new byte[width * height];
        grey.getRaster().getDataElements(0, 0, width, height, tones);
        return Fingerprint.of(new Luminance(width, height, tones));
    }

    private static BufferedImage jpeg(BufferedImage picture, float quality) {
        return Drawings.read(Drawings.jpeg(picture, quality, false));
    }

    private static BufferedImage scaled(BufferedImage picture, double factor) {
        int width = (int) Math.round(picture.getWidth() * factor);
        int height = (int) Math.round(picture.getHeight() * factor);
        var scaled = new BufferedImage(width, height, picture.getType());
        var brush = scaled.createGraphics();
        brush.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        brush.drawImage(picture, 0, 0, width, height, null);
        brush.dispose();
        return scaled;
    }

    private static BufferedImage cut(
            BufferedImage picture, double left, double right, double top, double bottom) {
        int x = (int) (picture.getWidth() * left);
        int y = (int) (picture.getHeight() * top);
        int width = (int) (picture.getWidth() * (1 - right)) - x;
        int height = (int) (picture.getHeight() * (1 - bottom)) - y;
        return picture.getSubimage(x, y, width, height);
    }

    private static BufferedImage toned(BufferedImage picture, float contrast, float brightness) {
        var copy = Drawings.blank(picture.getWidth(), picture.getHeight(), java.awt.Color.BLACK);
        var brush = copy.createGraphics();
        brush.drawImage(picture, 0, 0, null);
        brush.dispose();
        return new RescaleOp(contrast, brightness, null).filter(copy, null);
    }
}
