package cn.juhui.evidence.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The calibration of [Looks] on drawn screens.
class LooksTest {

    private static final int SCREENS = 40;

    /// A screen like no other: a bar, blocks of colour and lines as fine as text.
    private static BufferedImage screen(long seed) {
        var random = new Random(seed);
        var dark = random.nextInt(3) == 0;
        var picture =
                Drawings.screen(
                        270,
                        480,
                        2 + random.nextInt(10),
                        8 + random.nextInt(8),
                        dark ? Color.BLACK : Color.WHITE,
                        dark ? Color.WHITE : Color.BLACK);
        var brush = picture.createGraphics();
        for (int block = 3 + random.nextInt(6); block > 0; block--) {
            brush.setColor(
                    new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
            brush.fillRect(
                    random.nextInt(200),
                    random.nextInt(440),
                    30 + random.nextInt(200),
                    15 + random.nextInt(70));
        }
        brush.dispose();
        return picture;
    }

    private static BufferedImage scaled(BufferedImage picture, double factor) {
        int width = (int) (picture.getWidth() * factor);
        int height = (int) (picture.getHeight() * factor);
        var scaled = new BufferedImage(width, height, picture.getType());
        var brush = scaled.createGraphics();
        brush.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        brush.drawImage(picture, 0, 0, width, height, null);
        brush.dispose();
        return scaled;
    }

    private static BufferedImage cut(BufferedImage picture, double share) {
        int x = (int) (picture.getWidth() * share);
        int y = (int) (picture.getHeight() * share);
        return picture.getSubimage(x, y, picture.getWidth() - 2 * x, picture.getHeight() - 2 * y);
    }

    private static Looks looks(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var values = new byte[width * height];
        for (int i = 0; i < values.length; i++) {
            var rgb = picture.getRGB(i % width, i / width);
            values[i] =
                    (byte)
                            (((rgb >> 16 & 0xff) * 299
                                            + (rgb >> 8 & 0xff) * 587
                                            + (rgb & 0xff) * 114)
                                    / 1000);
        }
        return Looks.of(new Luminance(width, height, values));
    }

    /// Of the detailed ones among the screens, in percent: how many are alike before and after the change.
    private static long recognisedAfter(UnaryOperator<BufferedImage> change) {
        var detailed =
                IntStream.range(0, SCREENS)
                        .filter(seed -> looks(screen(seed)).hash().isDetailed())
                        .toArray();
        assertThat(detailed).hasSizeGreaterThan(SCREENS * 9 / 10);
        return 100
                * IntStream.of(detailed)
                        .filter(seed -> {
                            var original = looks(screen(seed));
                            var changed = looks(change.apply(screen(seed)));
                            assertThat(changed.isAlike(original))
                                    .isEqualTo(original.isAlike(changed));
                            return original.isAlike(changed);
                        })
                        .count()
                / detailed.length;
    }

    @Test
    void another_encoding_keeps_nearly_all_of_them() {
        assertThat(recognisedAfter(picture -> Drawings.read(Drawings.jpeg(picture, 0.5f, false))))
                .isGreaterThanOrEqualTo(95);
    }

    @Test
    void another_size_keeps_them() {
        assertThat(recognisedAfter(picture -> scaled(picture, 0.6))).isEqualTo(100);
        assertThat(recognisedAfter(picture -> scaled(picture, 1.5))).isEqualTo(100);
    }

    @Test
    void a_narrow_edge_cut_off_keeps_nearly_all_of_them() {
        assertThat(recognisedAfter(picture -> cut(picture, 0.01))).isGreaterThanOrEqualTo(90);
        assertThat(recognisedAfter(picture -> cut(picture, 0.02))).isGreaterThanOrEqualTo(90);
    }

    /// They have the same lines of text, which makes them more alike than screens of different people are.
    @Test
    void hardly_any_two_screens_look_the_same() {
        var all = IntStream.range(0, SCREENS).mapToObj(seed -> looks(screen(seed))).toList();
        var alike =
                IntStream.range(0, SCREENS)
                        .map(i ->
                                (int)
                                        all.subList(0, i).stream()
                                                .filter(all.get(i)::isAlike)
                                                .count())
                        .sum();
        assertThat(100.0 * alike / (SCREENS * (SCREENS - 1) / 2.0)).isLessThan(1);
    }

    @Test
    void nearly_blank_ones_look_like_nothing_not_even_like_themselves() {
        var blank = looks(Drawings.screen(540, 960, 1, 20, Color.WHITE, Color.BLACK));
        assertThat(blank.isAlike(blank)).isFalse();
        assertThat(blank.keys()).isEmpty();
    }
}
