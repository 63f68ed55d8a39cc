package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// From the first byte of a screenshot of 2 MB to the verdict, over HTTP, with store and broker in the same JVM. Each file is another one, so
/// that each is stored, and belongs to an order of its own: a side of an order has few places.
///
/// No build runs it: `./mvnw -pl evidence-service -am -Dtest=UploadBenchmark -Dsurefire.failIfNoSpecifiedTests=false test`. What it
/// measured is in `evidence-service/target/upload-benchmark.txt`.
class UploadBenchmark extends RunningService {

    private static final int WARM_UP = 40;
    private static final int UPLOADS = 200;

    @Test
    void one_after_the_other() throws IOException {
        var screenshot = screenshot();
        var times = new long[UPLOADS];
        long bytes = 0;
        for (int i = -WARM_UP; i < UPLOADS; i++) {
            screenshot.setRGB(i + WARM_UP, 0, 0x123456);
            var file = Drawings.png(screenshot);
            var deal = aDeal();
            long start = System.nanoTime();
            var answer = upload(deal.orderId(), deal.customer(), file);
            long took = System.nanoTime() - start;
            answer.is(201);
            if (i >= 0) {
                times[i] = took;
                bytes += file.length;
            }
        }
        Arrays.sort(times);
        var result =
                "%d uploads of %.1f MB, %d × %d pixels: p50 %d ms, p90 %d ms, p99 %d ms, max %d ms%n"
                        .formatted(
                                UPLOADS,
                                bytes / 1e6 / UPLOADS,
                                screenshot.getWidth(),
                                screenshot.getHeight(),
                                milliseconds(times, 50),
                                milliseconds(times, 90),
                                milliseconds(times, 99),
                                milliseconds(times, 100));
        Files.writeString(Path.of("target/upload-benchmark.txt"), result);
        assertThat(bytes / UPLOADS).isBetween(1_800_000L, 2_200_000L);
    }

    private static long milliseconds(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1_000_000;
    }

    /// A telephone's screen with some writing and a photograph.
    private static BufferedImage screenshot() {
        var screen = Drawings.screen(1080, 2340, 30, 36, Color.WHITE, Color.BLACK);
        var random = new Random(9);
        for (int y = 1500; y < 2100; y++) {
            for (int x = 0; x < 1080; x++) {
                int tone = (x + y) / 20 % 200;
                var colour = new Color(tone + random.nextInt(40), tone, tone + random.nextInt(40));
                screen.setRGB(x, y, colour.getRGB());
            }
        }
        return screen;
    }
}
