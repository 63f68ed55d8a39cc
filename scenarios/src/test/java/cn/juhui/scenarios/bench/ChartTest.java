package cn.juhui.scenarios.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.bench.load.LifeCycle;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ChartTest {

    private static final List<Chart.Point> POINTS =
            List.of(
                    new Chart.Point(LifeCycle.EXPRESS, 10, 10, 80, 200),
                    new Chart.Point(LifeCycle.EXPRESS, 20, 20, 90, 400),
                    new Chart.Point(LifeCycle.EXPRESS, 40, 22, 3_000, Double.NaN),
                    new Chart.Point(LifeCycle.REVIEWED, 10, 9.9, 95, 300));

    @Test
    void the_picture_is_well_formed_and_stands_alone() throws Exception {
        var svg = svg(POINTS);
        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(svg.getAttribute("viewBox")).isEqualTo("0 0 860 360");
        assertThat(new Chart(POINTS).svg())
                .contains("prefers-color-scheme: dark")
                .doesNotContain("NaN", "Infinity", "href", "url(");
    }

    @Test
    void each_life_cycle_has_its_lines_with_the_points_that_were_measured() throws Exception {
        assertThat(pointsOf("express", POINTS)).containsExactly(3, 3);
        assertThat(pointsOf("express p99", POINTS)).containsExactly(2);
        assertThat(pointsOf("reviewed", POINTS)).containsExactly(1, 1);
    }

    @Test
    void each_point_has_its_dot_so_that_one_alone_is_seen() throws Exception {
        assertThat(svg(POINTS).getElementsByTagName("circle").getLength()).isEqualTo(11);
    }

    @Test
    void more_completed_is_higher_and_longer_is_higher() throws Exception {
        var lines = lines("express", POINTS);
        for (var line : lines) {
            var heights =
                    Arrays.stream(line.split(" "))
                            .map(point -> Double.valueOf(point.split(",")[1]))
                            .toList();
            assertThat(heights.getLast()).isLessThan(heights.getFirst());
            assertThat(heights).allMatch(y -> y >= 60 && y <= 280);
        }
    }

    @Test
    void nothing_measured_is_an_empty_picture() throws Exception {
        assertThat(pointsOf("express", List.of())).containsExactly(0, 0);
    }

    private static List<Integer> pointsOf(String classes, List<Chart.Point> points)
            throws Exception {
        return lines(classes, points).stream()
                .map(line -> line.isEmpty() ? 0 : line.split(" ").length)
                .toList();
    }

    private static List<String> lines(String classes, List<Chart.Point> points) throws Exception {
        var lines = svg(points).getElementsByTagName("polyline");
        return IntStream.range(0, lines.getLength())
                .mapToObj(i -> (Element) lines.item(i))
                .filter(line -> line.getAttribute("class").equals(classes))
                .map(line -> line.getAttribute("points"))
                .toList();
    }

    private static Element svg(List<Chart.Point> points) throws Exception {
        var text = new Chart(points).svg().getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text))
                .getDocumentElement();
    }
}
