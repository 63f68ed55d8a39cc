package cn.juhui.evidence.adapter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Files;
import cn.juhui.evidence.Webps;
import cn.juhui.evidence.application.picture.ImageProcessing.Outcome;
import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.Refusal;
import cn.juhui.evidence.domain.legibility.Legibility.Verdict;
import cn.juhui.evidence.domain.legibility.LegibilityRule;
import cn.juhui.evidence.domain.picture.PictureFormat;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIoProcessingTest {

    private static final IntakeLimits LIMITS =
            new IntakeLimits(10 * 1024 * 1024, 44_000_000, 30_000, 20);

    private ImageIoProcessing darkroom = darkroom(2, 10, Duration.ofSeconds(30));

    private static ImageIoProcessing darkroom(int atOnce, int waiting, Duration timeLimit) {
        return new ImageIoProcessing(LIMITS, LegibilityRule.DEFAULT, atOnce, waiting, timeLimit);
    }

    @AfterEach
    void close() {
        darkroom.close();
    }

    private Outcome.Developed developed(byte[] file) {
        var outcome = darkroom.develop(file);
        assertThat(outcome).isInstanceOf(Outcome.Developed.class);
        return (Outcome.Developed) outcome;
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_picture_keeps_its_pixels_and_loses_everything_else() {
        var png = Drawings.png(Drawings.screen());
        var talkative =
                Files.pngWith(png, Files.chunk("tEXt", Files.ascii("Author\0Wang 13800138000")));

        var developed = developed(talkative);

        assertThat(text(developed.original().bytes())).contains("13800138000");
        assertThat(text(developed.shown().bytes())).doesNotContain("13800138000");
        assertThat(text(developed.thumbnail().bytes())).doesNotContain("13800138000");
        assertThat(Drawings.read(developed.shown().bytes()).getRGB(0, 0, 640, 480, null, 0, 640))
                .isEqualTo(Drawings.screen().getRGB(0, 0, 640, 480, null, 0, 640));
        assertThat(developed.legibility().verdict()).isEqualTo(Verdict.CLEAR);
    }

    @Test
    void a_text_chunk_that_inflates_to_a_gigabyte_does_no_harm() {
        var bomb = Files.deflated(new byte[100_000_000]);
        var png = Drawings.png(Drawings.screen());
        var armed =
                Files.pngWith(
                        png, Files.chunk("zTXt", Files.join(Files.ascii("Comment\0\0"), bomb)));

        assertThat(developed(armed).shown().bytes().length).isLessThan(200_000);
    }

    @Test
    void a_photograph_loses_where_it_was_taken_and_is_turned_upright() {
        var lying = Drawings.blank(400, 300, Color.WHITE);
        var brush = lying.createGraphics();
        brush.setColor(Color.BLACK);
        brush.fillRect(0, 0, 100, 100);
        brush.dispose();
        var photo = Files.jpegWith(Drawings.jpeg(lying), 0xe1, Files.exif(6));

        var developed = developed(photo);

        assertThat(text(photo)).contains("GPS");
        assertThat(text(developed.shown().bytes())).doesNotContain("GPS", "Exif");
        var shown = Drawings.read(developed.shown().bytes());
        assertThat(shown.getWidth()).isEqualTo(300);
        assertThat(shown.getHeight()).isEqualTo(400);
        assertThat(new Color(shown.getRGB(290, 10)).getRed()).isLessThan(40);
        assertThat(new Color(shown.getRGB(10, 10)).getRed()).isGreaterThan(215);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 10, 10", "2, 390, 10", "3, 390, 290", "4, 10, 290",
        "5, 10, 10", "6, 290, 10", "7, 290, 390", "8, 10, 390"
    })
    void every_orientation_brings_the_corner_where_it_belongs(int exif, int x, int y) {
        var picture = Drawings.blank(400, 300, Color.WHITE);
        var brush = picture.createGraphics();
        brush.setColor(Color.BLACK);
        brush.fillRect(0, 0, 40, 40);
        brush.dispose();

        var developed = developed(Files.jpegWith(Drawings.jpeg(picture), 0xe1, Files.exif(exif)));

        var shown = Drawings.read(developed.shown().bytes());
        assertThat(new Color(shown.getRGB(x, y)).getRed()).isLessThan(60);
    }

    @Test
    void a_progressive_photograph_is_taken() {
        var developed = developed(Drawings.jpeg(Drawings.screen(), 0.8f, true));
        assertThat(developed.shown().picture().format()).isEqualTo(PictureFormat.JPEG);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_INT_RGB
            })
    void every_kind_of_png_is_taken(int type) {
        var screen = Drawings.screen();
        var picture = new BufferedImage(screen.getWidth(), screen.getHeight(), type);
        var brush = picture.createGraphics();
        brush.drawImage(screen, 0, 0, null);
        brush.dispose();

        var developed = developed(Drawings.png(picture));

        assertThat(developed.legibility().verdict()).isEqualTo(Verdict.CLEAR);
        assertThat(developed.shown().picture().width()).isEqualTo(640);
    }

    @Test
    void black_writing_on_nothing_is_read_as_black_on_white() {
        var screen = Drawings.screen();
        var seeThrough = new BufferedImage(640, 480, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 480; y++) {
            for (int x = 0; x < 640; x++) {
                var white = screen.getRGB(x, y) == Color.WHITE.getRGB();
                seeThrough.setRGB(x, y, white ? 0 : screen.getRGB(x, y));
            }
        }
        assertThat(developed(Drawings.png(seeThrough)).legibility().verdict())
                .isEqualTo(Verdict.CLEAR);
    }

    @Test
    void a_large_picture_is_shown_with_every_pixel_and_described_as_it_is() {
        var screen = Drawings.screen(8_000, 4_800, 60, 40, Color.WHITE, Color.BLACK);

        var developed = developed(Drawings.png(screen));

        assertThat(developed.original().picture().width()).isEqualTo(8_000);
        var shown = developed.shown().picture();
        assertThat(shown.width()).isEqualTo(8_000);
        assertThat(shown.height()).isEqualTo(4_800);
        assertThat(developed.thumbnail().picture().width()).isEqualTo(320);
        assertThat(developed.legibility().verdict()).isEqualTo(Verdict.CLEAR);
    }

    @ParameterizedTest
    @CsvSource({
        "lossy, JPEG",
        "lossless, PNG",
        "lossless-opaque-in-parts, PNG",
        "lossy-opaque-in-parts, JPEG",
        "lossless-of-4-colours, PNG"
    })
    void a_webp_is_kept_as_it_is_and_shown_as_what_every_program_knows(
            String name, PictureFormat shown) {
        var developed = developed(Webps.file(name));

        assertThat(developed.original().picture().format()).isEqualTo(PictureFormat.WEBP);
        assertThat(developed.original().bytes()).isEqualTo(Webps.file(name));
        assertThat(developed.shown().picture().format()).isEqualTo(shown);
        assertThat(developed.legibility().verdict()).isEqualTo(Verdict.CLEAR);
        var seen = Drawings.read(developed.shown().bytes());
        // In the middle of its lower half, where nothing is written: on paper also where one sees
        // through.
        assertThat(new Color(seen.getRGB(seen.getWidth() - 6, seen.getHeight() / 2)))
                .isEqualTo(Color.WHITE);
    }

    @Test
    void a_webp_loses_what_it_tells_beside_its_pixels_and_is_turned_upright() {
        var developed = developed(Webps.file("turned"));

        assertThat(text(developed.original().bytes())).contains("GPS", "13800138000");
        for (var print : List.of(developed.shown(), developed.thumbnail())) {
            assertThat(text(print.bytes()))
                    .doesNotContain("GPS", "13800138000", "Exif", "EXIF", "XMP", "ICC");
        }
        assertThat(developed.original().picture().width()).isEqualTo(240);
        assertThat(developed.shown().picture().width()).isEqualTo(160);
        assertThat(developed.shown().picture().height()).isEqualTo(240);
        // Its blue bar was at the top, and is at the right.
        var seen = Drawings.read(developed.shown().bytes());
        assertThat(new Color(seen.getRGB(155, 120)).getBlue()).isGreaterThan(180);
        assertThat(new Color(seen.getRGB(155, 120)).getRed()).isLessThan(60);
    }

    @Test
    void what_takes_too_long_is_given_up() {
        darkroom.close();
        darkroom = darkroom(1, 10, Duration.ofMillis(1));
        var noise = new byte[4_000 * 2_000 * 3];
        new Random(1).nextBytes(noise);
        var picture = new BufferedImage(3_000, 1_000, BufferedImage.TYPE_3BYTE_BGR);
        picture.getRaster().setDataElements(0, 0, 3_000, 1_000, Files.first(noise, 9_000_000));

        var outcome = darkroom.develop(Drawings.png(picture));

        assertThat(outcome)
                .isIn(
                        new Outcome.Busy(),
                        new Outcome.Refused(new Refusal.Corrupt(Refusal.Damage.TOO_COSTLY)));
    }

    @Test
    void as_many_files_at_the_same_moment_as_there_are_places_are_all_worked_on() throws Exception {
        darkroom.close();
        darkroom = darkroom(1, 1, Duration.ofSeconds(30));
        var file = Drawings.png(Drawings.screen(240, 160, 3, 20, Color.WHITE, Color.BLACK));
        var start = new CyclicBarrier(2);
        try (var people = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 100; i++) {
                var two =
                        people.invokeAll(
                                Collections.nCopies(
                                        2,
                                        () -> {
                                            start.await();
                                            return darkroom.develop(file);
                                        }));
                for (var outcome : two) {
                    assertThat(outcome.get()).isInstanceOf(Outcome.Developed.class);
                }
            }
        }
    }

    @Test
    void more_files_than_it_can_bear_are_put_off_and_none_is_lost() throws Exception {
        darkroom.close();
        darkroom = darkroom(1, 1, Duration.ofSeconds(30));
        var file = Drawings.png(Drawings.screen(2_000, 2_000, 30, 30, Color.WHITE, Color.BLACK));
        var start = new CountDownLatch(1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes =
                    IntStream.range(0, 12)
                            .mapToObj(i ->
                                    people.submit(() -> {
                                        start.await();
                                        return darkroom.develop(file);
                                    }))
                            .toList();
            start.countDown();
            int developed = 0;
            int busy = 0;
            for (var outcome : outcomes) {
                switch (outcome.get()) {
                    case Outcome.Developed _ -> developed++;
                    case Outcome.Busy _ -> busy++;
                    case Outcome.Refused refused -> throw new AssertionError(refused);
                }
            }
            assertThat(developed).isPositive();
            assertThat(busy).isPositive();
            assertThat(developed + busy).isEqualTo(12);
        }
    }
}
