package cn.juhui.evidence.domain.legibility;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Glyphs;
import cn.juhui.evidence.Screens;
import cn.juhui.evidence.domain.legibility.Legibility.Reason;
import cn.juhui.evidence.domain.legibility.Legibility.Verdict;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Screens of which a bar is sharp and the rest isn't.
class BarsTest {

    private static Legibility judge(BufferedImage picture) {
        var luminance = LegibilityCorpus.luminance(picture);
        return LegibilityRule.DEFAULT.judge(picture.getWidth(), picture.getHeight(), luminance);
    }

    /// Blurred but for the rows of these bars.
    private static BufferedImage blurredBetween(
            BufferedImage screen, double sigma, int top, int bottom) {
        int width = screen.getWidth();
        int height = screen.getHeight();
        // So far beyond the edges that what the filter leaves as it was is cut off again.
        int room = (int) Math.ceil(3 * sigma);
        var larger = Drawings.blank(width + 2 * room, height + 2 * room, Color.WHITE);
        var brush = larger.createGraphics();
        brush.drawImage(screen, 0, 0, larger.getWidth(), larger.getHeight(), null);
        brush.drawImage(screen, room, room, null);
        brush.dispose();
        var picture = Drawings.blank(width, height, Color.WHITE);
        var onto = picture.createGraphics();
        onto.drawImage(Drawings.blurred(larger, sigma), 0, 0, null);
        var upper = screen.getSubimage(0, 0, width, Math.max(1, top));
        onto.drawImage(upper, 0, 0, null);
        if (bottom > 0) {
            var lower = screen.getSubimage(0, height - bottom, width, bottom);
            onto.drawImage(lower, 0, height - bottom, null);
        }
        onto.dispose();
        return picture;
    }

    private static BufferedImage page(int width, int height, int lines, int glyph) {
        var page = Glyphs.page(width, height, lines, glyph, Color.WHITE, Color.BLACK);
        // A clock and signs in the bar at the top, three words in the one at the bottom.
        int bar = bar(height);
        var small = Glyphs.page(width, bar, 1, bar / 2, Color.WHITE, Color.BLACK);
        var brush = page.createGraphics();
        brush.drawImage(small, 0, 0, null);
        brush.drawImage(small, 0, height - bar, null);
        brush.dispose();
        return page;
    }

    private static int bar(int height) {
        return height * 6 / 100;
    }

    @ParameterizedTest
    @CsvSource({
        "480, 800, 4, 24, 5",
        "480, 800, 14, 16, 4",
        "480, 800, 14, 32, 12",
        "1080, 2340, 20, 36, 8",
        "1080, 2340, 6, 48, 10",
        "540, 1170, 12, 22, 6"
    })
    void a_blurred_body_is_refused_however_sharp_its_bars_are(
            int width, int height, int lines, int glyph, double sigma) {
        var screen = page(width, height, lines, glyph);
        int bar = bar(height);
        assertThat(judge(screen).verdict()).isEqualTo(Verdict.CLEAR);

        for (var bars : new int[][] {{bar, 0}, {0, bar}, {bar, bar}}) {
            var legibility = judge(blurredBetween(screen, sigma, bars[0], bars[1]));
            assertThat(legibility.reasons())
                    .as("bars %d and %d: %d", bars[0], bars[1], legibility.score())
                    .contains(Reason.BLURRED);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void a_screen_of_an_app_of_which_only_the_bar_is_sharp_is_never_clear(long layout) {
        var screen = Screens.screen(layout, layout);
        assertThat(judge(screen).verdict()).isEqualTo(Verdict.CLEAR);

        for (var bar : new int[] {60, 90, 130, 160}) {
            var legibility = judge(blurredBetween(screen, 6, bar, 0));
            assertThat(legibility.verdict()).as("bar of %d", bar).isEqualTo(Verdict.POOR);
        }
        assertThat(judge(blurredBetween(screen, 6, 60, 0)).isUnreadable()).isTrue();
    }

    @Test
    void a_wide_bar_may_be_what_matters_so_the_picture_is_taken_in_with_a_warning() {
        var screen = Screens.screen(4, 4);
        var brush = screen.createGraphics();
        brush.drawImage(Glyphs.page(540, 30, 1, 22, Color.WHITE, Color.BLACK), 0, 125, null);
        brush.dispose();
        var legibility = judge(blurredBetween(screen, 6, 160, 0));
        assertThat(legibility.reasons()).containsExactly(Reason.SOFT);
        assertThat(legibility.isUnreadable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"480, 800", "1080, 2340", "1600, 720"})
    void one_line_on_an_empty_screen_is_clear_wherever_it_is(int width, int height) {
        int glyph = width / 30;
        for (int percent = 2; percent < 84; percent += 9) {
            var screen = Drawings.blank(width, height, Color.WHITE);
            var line = Glyphs.page(width, glyph * 2, 1, glyph, Color.WHITE, Color.DARK_GRAY);
            var brush = screen.createGraphics();
            brush.drawImage(line, 0, height * percent / 100, null);
            brush.dispose();
            assertThat(judge(screen).verdict()).as("at %d %%", percent).isEqualTo(Verdict.CLEAR);
        }
    }

    @Test
    void one_line_between_bars_on_a_gradient_is_clear() {
        var screen = Drawings.blank(1080, 2340, Color.WHITE);
        var bar = Glyphs.page(1080, 120, 1, 40, Color.WHITE, Color.BLACK);
        var line = Glyphs.page(800, 60, 1, 36, Color.LIGHT_GRAY, Color.BLACK);
        var brush = screen.createGraphics();
        brush.setPaint(new GradientPaint(0, 0, Color.PINK, 0, 2340, Color.BLUE));
        brush.fillRect(0, 0, 1080, 2340);
        brush.drawImage(bar, 0, 0, null);
        assertThat(judge(screen).verdict()).isEqualTo(Verdict.CLEAR);
        brush.drawImage(line, 100, 1100, null);
        brush.dispose();
        assertThat(judge(screen).verdict()).isEqualTo(Verdict.CLEAR);
    }

    @Test
    void a_smooth_photograph_with_a_line_of_writing_is_taken_in_wherever_it_is() {
        var photograph =
                Drawings.blurred(
                        Drawings.screen(1200, 2460, 12, 180, Color.ORANGE, Color.DARK_GRAY), 19);
        for (int percent = 10; percent < 90; percent += 16) {
            var picture = Drawings.blank(1080, 2340, Color.WHITE);
            var line = Glyphs.page(1080, 80, 1, 40, Color.WHITE, Color.BLACK);
            var brush = picture.createGraphics();
            brush.drawImage(photograph, 0, 0, null);
            brush.drawImage(line, 0, 2340 * percent / 100, null);
            brush.dispose();
            assertThat(judge(picture).isUnreadable()).as("at %d %%", percent).isFalse();
        }
    }

    @Test
    void a_frame_around_a_blurred_page_makes_it_no_clearer() {
        var page = blurredBetween(page(480, 800, 14, 24), 5, 0, 0);
        var brush = page.createGraphics();
        brush.setColor(Color.RED);
        brush.drawRect(4, 4, 471, 791);
        brush.drawRect(7, 7, 465, 785);
        brush.dispose();
        assertThat(judge(page).verdict()).isEqualTo(Verdict.POOR);
    }

    @Test
    void the_bars_of_a_long_screenshot_are_as_high_as_those_of_a_short_one() {
        var screen = page(464, 8_000, 100, 16);
        var legibility = judge(blurredBetween(screen, 5, 90, 60));
        assertThat(legibility.reasons()).contains(Reason.BLURRED);
        assertThat(judge(screen).verdict()).isEqualTo(Verdict.CLEAR);
    }
}
