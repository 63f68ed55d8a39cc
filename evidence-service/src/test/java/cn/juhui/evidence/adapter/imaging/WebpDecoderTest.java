package cn.juhui.evidence.adapter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Webps;
import cn.juhui.evidence.adapter.imaging.format.Inspection;
import cn.juhui.evidence.adapter.imaging.webp.WebpDecoder;
import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.picture.Orientation;
import cn.juhui.evidence.domain.picture.PictureFormat;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebpDecoderTest {

    private static final IntakeLimits LIMITS =
            new IntakeLimits(10 * 1024 * 1024, 44_000_000, 30_000, 20);

    static List<Webps.Known> known() {
        return Webps.known();
    }

    @ParameterizedTest
    @MethodSource("known")
    void every_pixel_is_the_one_that_libwebp_decodes(Webps.Known picture) throws Exception {
        var file = picture.file();
        assertThat(FileInspector.inspect(file, LIMITS)).isInstanceOf(Inspection.Sound.class);
        var pixels = MessageDigest.getInstance("SHA-256");
        var rows = new AtomicInteger();

        WebpDecoder.decode(
                file,
                row -> {
                    assertThat(row).hasSize(picture.width());
                    pixels.update(bytes(row));
                    rows.incrementAndGet();
                });

        assertThat(rows).hasValue(picture.height());
        assertThat(HexFormat.of().formatHex(pixels.digest())).isEqualTo(picture.sha256());
    }

    private static byte[] bytes(int[] argb) {
        var bytes = new byte[4 * argb.length];
        for (int i = 0; i < argb.length; i++) {
            bytes[4 * i] = (byte) (argb[i] >> 16);
            bytes[4 * i + 1] = (byte) (argb[i] >> 8);
            bytes[4 * i + 2] = (byte) argb[i];
            bytes[4 * i + 3] = (byte) (argb[i] >> 24);
        }
        return bytes;
    }

    @Test
    void its_own_data_say_how_it_was_held() {
        assertThat(FileInspector.inspect(Webps.file("turned"), LIMITS))
                .isEqualTo(
                        new Inspection.Sound(
                                PictureFormat.WEBP,
                                240,
                                160,
                                Orientation.ofExif(6),
                                Webps.file("turned").length,
                                Webps.file("turned").length));
    }

    @Test
    void a_file_with_flipped_bits_is_a_picture_or_a_broken_one_and_nothing_worse() {
        var random = new Random(11);
        int decoded = 0;
        int broken = 0;
        for (var picture : Webps.known()) {
            for (int i = 0; i < 60 && picture.height() < 1_000; i++) {
                var file = picture.file();
                for (int flips = 0; flips <= i % 4; flips++) {
                    int at = 20 + random.nextInt(file.length - 20);
                    file[at] ^= (byte) (1 << random.nextInt(8));
                }
                if (FileInspector.inspect(file, LIMITS) instanceof Inspection.Sound sound) {
                    var rows = new AtomicInteger();
                    try {
                        WebpDecoder.decode(file, _ -> rows.incrementAndGet());
                        assertThat(rows).hasValue(sound.height());
                        decoded++;
                    } catch (IOException e) {
                        broken++;
                    }
                }
            }
        }
        assertThat(decoded).isPositive();
        assertThat(broken).isPositive();
    }
}
