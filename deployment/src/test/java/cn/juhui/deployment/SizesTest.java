package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What everything asks for is what docs/deployment.md says, and in `dev` all of it fits a laptop.
class SizesTest {

    private static final String OVERLAYS = "cn.juhui.deployment.ManifestsTest#OVERLAYS";

    @SuppressWarnings("unused")
    static final List<Overlay> TOLD = List.of(Overlay.of("dev"), Overlay.of("prod"));

    private static final String TOLD_HERE = "TOLD";

    /// `| dev | 1,420m | 5,120 MiB |`, and the same for what isn't ours.
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([^|]+) \\| ([0-9,]+)m \\| ([0-9,]+) MiB \\|");

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void each_container_asks_for_processors_and_memory_and_has_a_limit(Overlay overlay) {
        for (var set : PodSet.of(overlay)) {
            for (var container : set.containers()) {
                assertThat(Tree.map(container, "resources/requests"))
                        .as("%s", set)
                        .containsKeys("cpu", "memory");
                assertThat(Tree.map(container, "resources/limits"))
                        .as("%s", set)
                        .containsOnlyKeys("memory");
            }
        }
    }

    @ParameterizedTest
    @FieldSource(TOLD_HERE)
    void the_sum_is_what_the_page_says(Overlay overlay) {
        assertThat(Repository.text("docs/deployment.md"))
                .contains(
                        "| %s | %,dm | %,d MiB |"
                                .formatted(overlay.name(), processors(overlay), memory(overlay)));
    }

    @Test
    void dev_fits_four_processors_and_eight_gibibytes_with_all_that_the_page_lists_beside_it() {
        var row = ROW.matcher(Repository.text("docs/deployment.md"));
        var processors = 0;
        var memory = 0;
        var rows = 0;
        while (row.find()) {
            if (!row.group(1).equals("prod")) {
                processors += number(row.group(2));
                memory += number(row.group(3));
                rows++;
            }
        }
        assertThat(rows).isGreaterThan(5);
        assertThat(processors).isLessThanOrEqualTo(4_000);
        assertThat(memory).isLessThanOrEqualTo(8_192);
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace(",", ""));
    }

    private static int processors(Overlay overlay) {
        return PodSet.of(overlay).stream().mapToInt(PodSet::processors).sum();
    }

    private static int memory(Overlay overlay) {
        return PodSet.of(overlay).stream().mapToInt(PodSet::memory).sum();
    }
}
