package cn.juhui.evidence.adapter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.LongScreens;
import cn.juhui.evidence.Webps;
import cn.juhui.evidence.adapter.imaging.rows.Reduction;
import cn.juhui.evidence.application.picture.ImageProcessing.Outcome;
import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.Refusal;
import cn.juhui.evidence.domain.legibility.Legibility.Reason;
import cn.juhui.evidence.domain.legibility.Legibility.Verdict;
import cn.juhui.evidence.domain.legibility.LegibilityRule;
import cn.juhui.evidence.domain.picture.PictureFormat;
import java.awt.image.BufferedImage;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongScreenshotsTest {

    private static final long SHOWN = 6_000_000;

    private static final ImageIoProcessing DARKROOM =
            new ImageIoProcessing(
                    new IntakeLimits(10 * 1024 * 1024, 44_000_000, 30_000, 20),
                    LegibilityRule.DEFAULT,
                    2,
                    10,
                    Duration.ofSeconds(30));

    @AfterAll
    static void close() {
        DARKROOM.close();
    }

    private static Outcome.Developed developed(byte[] file) {
        var outcome = DARKROOM.develop(file);
        assertThat(outcome).isInstanceOf(Outcome.Developed.class);
        return (Outcome.Developed) outcome;
    }

    /// With every pixel it has.
    private static void assertShown(byte[] file, int width, int height) {
        var developed = developed(file);
        assertThat(developed.legibility().verdict()).isEqualTo(Verdict.CLEAR);
        assertThat(developed.original().picture().width()).isEqualTo(width);
        assertThat(developed.original().picture().height()).isEqualTo(height);
        var shown = developed.shown().picture();
        assertThat(shown.width()).isEqualTo(width);
        assertThat(shown.height()).isEqualTo(height);
        assertThat(developed.thumbnail().picture().height()).isEqualTo(320);
    }

    @ParameterizedTest
    @CsvSource({"1080, 30000", "1440, 30000"})
    void a_png_is_taken(int width, int height) {
        assertShown(LongScreens.png(width, height), width, height);
    }

    @Test
    void a_jpeg_is_taken() {
        var grey = Drawings.jpeg(LongScreens.grey(1080, 30_000), 0.7f, false);
        assertShown(grey, 1080, 30_000);
        var part = LongScreens.part(1080);
        var colour = LongScreens.tiled(part, 9_000, BufferedImage.TYPE_3BYTE_BGR);
        assertShown(Drawings.jpeg(colour, 0.7f, false), 1080, 9_000);
    }

    @Test
    void a_webp_is_taken() {
        assertShown(Webps.file("long"), 1080, 16_000);
    }

    @ParameterizedTest
    @CsvSource({"12", "13", "6"})
    void a_png_of_any_kind_is_taken(int type) {
        var picture = LongScreens.tiled(LongScreens.part(1080), 7_000, type);
        assertShown(Drawings.png(picture), 1080, 7_000);
    }

    @Test
    void one_that_comes_in_several_passes_is_taken() {
        var picture = LongScreens.grey(1080, 9_000);
        for (var file :
                new byte[][] {
                    Drawings.jpeg(picture, 0.7f, true), Drawings.interlacedPng(picture)
                }) {
            var developed = developed(file);
            assertThat(developed.original().picture().height()).isEqualTo(9_000);
            assertThat(developed.shown().picture().height()).isEqualTo(9_000);
            assertThat(developed.legibility().isUnreadable()).isFalse();
        }
    }

    @Test
    void what_is_judged_of_it_is_the_mean_of_its_pixels_and_not_one_in_a_few() {
        var stripes = new BufferedImage(1000, 100, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 100_000; i += 2) {
            stripes.setRGB(i % 1000, i / 1000, 0xffffff);
        }
        var rows = new Reduction(1000, 24_000, SHOWN);
        var row = stripes.getRGB(0, 0, 1000, 1, null, 0, 1000);
        for (int y = 0; y < 24_000; y++) {
            rows.add(row);
        }
        assertThat(rows.picture().getWidth()).isEqualTo(500);
        assertThat(rows.picture().getHeight()).isEqualTo(12_000);
        assertThat(rows.picture().getRGB(250, 6_000) & 0xff).isBetween(127, 128);
    }

    @Test
    void a_blurred_one_is_refused() {
        var blurred = Drawings.blurred(LongScreens.part(1080), 9);
        var outcome = DARKROOM.develop(LongScreens.png(blurred, 20_000));
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).refusal())
                .isInstanceOfSatisfying(
                        Refusal.Illegible.class,
                        illegible ->
                                assertThat(illegible.legibility().reasons())
                                        .containsExactly(Reason.BLURRED));
    }

    @Test
    void a_large_photograph_is_shown_with_every_pixel_it_has() {
        var picture = LongScreens.grey(4_000, 3_000);
        var developed = developed(Drawings.jpeg(picture, 0.8f, false));
        assertThat(developed.shown().picture().format()).isEqualTo(PictureFormat.JPEG);
        assertThat(developed.shown().picture().width()).isEqualTo(4_000);
    }
}
