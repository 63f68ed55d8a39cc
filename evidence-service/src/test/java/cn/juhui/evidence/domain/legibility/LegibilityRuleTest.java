package cn.juhui.evidence.domain.legibility;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.domain.legibility.Legibility.Reason;
import cn.juhui.evidence.domain.legibility.Legibility.Verdict;
import cn.juhui.evidence.domain.picture.Luminance;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegibilityRuleTest {

    private static final Color NEARLY_BLACK = new Color(18, 18, 18);
    private static final Color PALE = new Color(200, 200, 200);

    private static Legibility judge(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var values = new byte[width * height];
        for (int i = 0; i < values.length; i++) {
            var colour = new Color(picture.getRGB(i % width, i / width));
            values[i] =
                    (byte)
                            ((colour.getRed() * 299
                                            + colour.getGreen() * 587
                                            + colour.getBlue() * 114)
                                    / 1000);
        }
        return LegibilityRule.DEFAULT.judge(width, height, new Luminance(width, height, values));
    }

    @Nested
    class A_sharp_picture {

        @ParameterizedTest
        @CsvSource({
            "1080, 2340, 3, 32",
            "1080, 2340, 40, 32",
            "1080, 2340, 2, 90",
            "400, 300, 3, 14",
            "200, 200, 6, 20",
            "200, 200, 1, 12",
            "120, 100, 1, 20"
        })
        void of_a_screen_is_clear(int width, int height, int lines, int glyph) {
            var light = Drawings.screen(width, height, lines, glyph, Color.WHITE, Color.BLACK);
            var dark = Drawings.screen(width, height, lines, glyph, NEARLY_BLACK, PALE);
            var pale = Drawings.screen(width, height, lines, glyph, Color.WHITE, PALE);

            assertThat(judge(light).verdict()).isEqualTo(Verdict.CLEAR);
            assertThat(judge(dark).verdict()).isEqualTo(Verdict.CLEAR);
            assertThat(judge(pale).verdict()).isEqualTo(Verdict.CLEAR);
        }

        @ParameterizedTest
        @ValueSource(floats = {0.5f, 0.75f, 0.95f})
        void sent_as_a_jpeg_is_clear(float quality) {
            var screen = Drawings.screen(1080, 2340, 12, 32, Color.WHITE, Color.DARK_GRAY);
            var sent = Drawings.read(Drawings.jpeg(screen, quality, false));
            assertThat(judge(sent).verdict()).isEqualTo(Verdict.CLEAR);
        }

        @Test
        void of_a_few_plain_shapes_is_clear() {
            var picture = Drawings.blank(300, 200, new Color(230, 240, 250));
            var brush = picture.createGraphics();
            brush.setColor(new Color(40, 90, 160));
            brush.fillRect(40, 40, 120, 60);
            brush.setColor(new Color(200, 60, 60));
            brush.fillOval(180, 90, 80, 80);
            brush.dispose();
            assertThat(judge(picture).verdict()).isEqualTo(Verdict.CLEAR);
        }

        @Test
        void of_noise_is_clear_for_there_may_be_something_in_it() {
            var picture = Drawings.blank(200, 200, Color.WHITE);
            var random = new Random(7);
            for (int i = 0; i < 40_000; i++) {
                picture.setRGB(i % 200, i / 200, random.nextInt(0x1000000));
            }
            assertThat(judge(picture).verdict()).isEqualTo(Verdict.CLEAR);
        }
    }

    @Nested
    class A_blurred_screen {

        @ParameterizedTest
        @CsvSource({"3, 3", "3, 5", "40, 3", "40, 5", "12, 8"})
        void is_refused_however_full_it_is(int lines, double sigma) {
            var screen = Drawings.screen(1080, 2340, lines, 32, Color.WHITE, Color.BLACK);

            var legibility = judge(Drawings.blurred(screen, sigma));

            assertThat(legibility.reasons()).containsExactly(Reason.BLURRED);
            assertThat(legibility.isUnreadable()).isTrue();
        }

        @Test
        void that_can_still_be_read_is_taken_in() {
            var screen = Drawings.screen(1080, 2340, 20, 32, Color.WHITE, Color.BLACK);
            assertThat(judge(Drawings.blurred(screen, 0.8)).isUnreadable()).isFalse();
        }

        @Test
        void that_can_hardly_be_read_is_poor_but_taken_in() {
            var screen = Drawings.screen(1080, 2340, 20, 32, Color.WHITE, Color.BLACK);

            var legibility = judge(Drawings.blurred(screen, 1.5));

            assertThat(legibility.verdict()).isEqualTo(Verdict.POOR);
            assertThat(legibility.reasons()).containsExactly(Reason.SOFT);
            assertThat(legibility.isUnreadable()).isFalse();
        }
    }

    @Nested
    class Nothing_to_see {

        @ParameterizedTest
        @ValueSource(ints = {0xffffff, 0x808080, 0x3050a0})
        void is_blank_in_every_colour(int colour) {
            assertThat(judge(Drawings.blank(640, 480, new Color(colour))).reasons())
                    .containsExactly(Reason.BLANK);
        }

        @Test
        void in_the_dark_is_too_dark() {
            assertThat(judge(Drawings.blank(640, 480, new Color(9, 9, 9))).reasons())
                    .containsExactly(Reason.TOO_DARK);
        }

        @Test
        void with_a_speck_of_dust_is_blank() {
            var picture = Drawings.blank(640, 480, Color.WHITE);
            picture.setRGB(100, 100, 0);
            assertThat(judge(picture).reasons()).containsExactly(Reason.BLANK);
        }

        @ParameterizedTest
        @CsvSource({"99, 400", "400, 99", "1, 1"})
        void on_a_stamp_is_too_small(int width, int height) {
            assertThat(judge(Drawings.blank(width, height, Color.WHITE)).reasons())
                    .containsExactly(Reason.TOO_SMALL);
        }
    }
}
