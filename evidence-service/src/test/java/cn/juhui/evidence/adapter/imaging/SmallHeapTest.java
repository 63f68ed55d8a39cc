package cn.juhui.evidence.adapter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.LongScreens;
import cn.juhui.evidence.Webps;
import cn.juhui.evidence.application.picture.ImageProcessing.Outcome;
import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.legibility.LegibilityRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The largest pictures that are taken, two at the same time, in a JVM of their own with little memory.
class SmallHeapTest {

    private static final String HEAP = "-Xmx192m";
    private static final int TIMES = 2;

    @Test
    void two_of_the_largest_pictures_at_once_need_little_memory(@TempDir Path folder)
            throws Exception {
        var files =
                List.of(
                        write(folder, "a.png", LongScreens.png(1440, 30_000)),
                        write(
                                folder,
                                "b.jpg",
                                Drawings.jpeg(LongScreens.grey(1440, 30_000), 0.8f, false)),
                        write(folder, "c.webp", Webps.file("long")),
                        write(
                                folder,
                                "d.jpg",
                                Drawings.jpeg(LongScreens.grey(7_800, 5_600), 0.8f, false)));
        var output = folder.resolve("output");

        var child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                HEAP,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                folder.toString(),
                                String.join(",", files))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();

        assertThat(child.waitFor(100, TimeUnit.SECONDS)).isTrue();
        var said = Files.readString(output);
        assertThat(child.exitValue()).as(said).isZero();
        assertThat(said).contains("developed " + TIMES * files.size());
    }

    private static String write(Path folder, String name, byte[] file) throws IOException {
        Files.write(folder.resolve(name), file);
        return name;
    }

    static final class Child {

        private Child() {}

        /// @param arguments a folder, and names of files in it
        public static void main(String[] arguments) throws Exception {
            var folder = Path.of(arguments[0]);
            int developed = 0;
            try (var darkroom =
                            new ImageIoProcessing(
                                    new IntakeLimits(10 * 1024 * 1024, 44_000_000, 30_000, 20),
                                    LegibilityRule.DEFAULT,
                                    2,
                                    14,
                                    Duration.ofSeconds(90));
                    var people = Executors.newFixedThreadPool(2)) {
                for (var name : List.of(arguments[1].split(","))) {
                    var file = Files.readAllBytes(folder.resolve(name));
                    var outcomes =
                            people.invokeAll(
                                    java.util.Collections.nCopies(
                                            TIMES, () -> darkroom.develop(file)));
                    for (var outcome : outcomes) {
                        if (outcome.get() instanceof Outcome.Developed) {
                            developed++;
                        } else {
                            System.out.println(name + ": " + outcome.get());
                        }
                    }
                }
            }
            System.out.println("developed " + developed);
        }
    }
}
