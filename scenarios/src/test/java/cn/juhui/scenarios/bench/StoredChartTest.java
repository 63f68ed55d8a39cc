package cn.juhui.scenarios.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StoredChartTest {

    private static final Pattern LINE = Pattern.compile("<polyline[^>]* points=\"([^\"]*)\"");

    @Test
    void ten_times_as_many_are_one_step_to_the_right() {
        var lines = lines(new StoredChart.Point(1_000, 50, 30), point(10_000), point(100_000));

        assertThat(lines).hasSize(2);
        var places = Arrays.stream(lines.getFirst().split("[ ,]")).map(Double::valueOf).toList();
        assertThat(places.get(2) - places.get(0)).isEqualTo(places.get(4) - places.get(2));
        assertThat(places.get(0)).isEqualTo(60);
        assertThat(places.get(4)).isEqualTo(390);
    }

    @Test
    void one_size_alone_has_its_dots() {
        assertThat(new StoredChart(List.of(point(1_000))).svg())
                .contains("<circle class=\"dot express\" cx=\"60.0\"");
    }

    private static StoredChart.Point point(long stored) {
        return new StoredChart.Point(stored, 48, 31);
    }

    private static List<String> lines(StoredChart.Point... points) {
        return LINE.matcher(new StoredChart(List.of(points)).svg())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
