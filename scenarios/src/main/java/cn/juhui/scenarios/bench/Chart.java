package cn.juhui.scenarios.bench;

import cn.juhui.scenarios.bench.load.LifeCycle;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rate and latency against load, as an SVG picture without anything from elsewhere.
///
/// @param points those of one life cycle in the order of their loads
record Chart(List<Point> points) {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 360;
    private static final int SIDE = 330;
    private static final int TALL = 220;
    private static final int TOP = 60;
    private static final int LEFT = 60;
    private static final int RIGHT = 490;

    /// @param load refunds a second that should begin
    /// @param rate refunds a second that were completed
    /// @param p50 milliseconds
    /// @param p99 milliseconds
    record Point(LifeCycle lifeCycle, int load, double rate, double p50, double p99) {}

    private static final String STYLE =
            """
            text { font: 12px sans-serif; fill: #333 }
            .title { font-size: 14px; font-weight: bold }
            .axis { stroke: #999; stroke-width: 1 }
            .ideal { stroke: #999; stroke-dasharray: 4 4; fill: none }
            .express { color: #0b6bcb }
            .reviewed { color: #c2410c }
            .express, .reviewed { stroke: currentColor; fill: none; stroke-width: 2 }
            .p99 { stroke-dasharray: 6 4 }
            circle.dot { fill: currentColor; stroke: none }
            .paper { fill: #fff }
            @media (prefers-color-scheme: dark) {
                text { fill: #ddd }
                .axis, .ideal { stroke: #777 }
                .express { color: #6cb6ff }
                .reviewed { color: #ffa657 }
                .paper { fill: #16191d }
            }
            """;

    String svg() {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="Rate and latency against load">
        <style>
        %s</style>
        <rect class="paper" width="%d" height="%d"/>
        %s
        %s
        %s
        </svg>
        """
                .formatted(WIDTH, HEIGHT, STYLE, WIDTH, HEIGHT, rates(), latencies(), legend());
    }

    private String rates() {
        var most = points.stream().mapToDouble(Point::load).max().orElse(1);
        var panel = new Panel(LEFT, most, 0, most, false);
        return Stream.of(
                        panel.frame("Completed per second"),
                        panel.line(
                                "ideal", List.of(new double[] {0, 0}, new double[] {most, most})),
                        lines(panel, "", Point::rate))
                .collect(Collectors.joining("\n"));
    }

    private String latencies() {
        var most = points.stream().mapToDouble(Point::load).max().orElse(1);
        var longest = points.stream().mapToDouble(Point::p99).filter(Double::isFinite).max();
        var decades = Math.max(2, Math.ceil(Math.log10(longest.orElse(100))));
        var panel = new Panel(RIGHT, most, 1, decades, true);
        return Stream.of(
                        panel.frame("Milliseconds, p50 and p99 (dashed)"),
                        lines(panel, "", Point::p50),
                        lines(panel, " p99", Point::p99))
                .collect(Collectors.joining("\n"));
    }

    private String lines(Panel panel, String mark, ToDoubleFunction<Point> value) {
        return Stream.of(LifeCycle.values())
                .map(lifeCycle -> {
                    var measured =
                            points.stream()
                                    .filter(point -> point.lifeCycle() == lifeCycle)
                                    .map(point ->
                                            new double[] {point.load(), value.applyAsDouble(point)})
                                    .filter(point -> Double.isFinite(point[1]))
                                    .toList();
                    var name = lifeCycle.name().toLowerCase(Locale.ROOT);
                    return panel.line(name + mark, measured) + "\n" + panel.dots(name, measured);
                })
                .collect(Collectors.joining("\n"));
    }

    private static String legend() {
        return """
        <line class="express" x1="60" y1="24" x2="84" y2="24"/><text x="90" y="28">express</text>
        <line class="reviewed" x1="160" y1="24" x2="184" y2="24"/><text x="190" y="28">reviewed</text>
        <text x="%d" y="%d">Refunds that begin per second</text>
        <text x="%d" y="%d">Refunds that begin per second</text>\
        """
                .formatted(LEFT, TOP + TALL + 45, RIGHT, TOP + TALL + 45);
    }

    /// One picture of the two.
    ///
    /// @param least of the values, or of their logarithms
    private record Panel(int left, double most, double least, double highest, boolean isLog) {

        String frame(String title) {
            var ticks =
                    IntStream.rangeClosed(0, 4)
                            .mapToObj(i ->
                                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>"
                                            .formatted(
                                                    x(most * i / 4), TOP + TALL + 20, most * i / 4))
                            .collect(Collectors.joining("\n"));
            return """
            <text class="title" x="%d" y="%d">%s</text>
            <line class="axis" x1="%d" y1="%d" x2="%d" y2="%d"/>
            <line class="axis" x1="%d" y1="%d" x2="%d" y2="%d"/>
            %s
            %s\
            """
                    .formatted(
                            left,
                            TOP - 12,
                            title,
                            left,
                            TOP,
                            left,
                            TOP + TALL,
                            left,
                            TOP + TALL,
                            left + SIDE,
                            TOP + TALL,
                            ticks,
                            heights());
        }

        private String heights() {
            var values =
                    isLog
                            ? IntStream.rangeClosed((int) least, (int) highest)
                                    .mapToObj(i -> Math.pow(10, i))
                            : IntStream.rangeClosed(0, 4).mapToObj(i -> highest * i / 4);
            return values.map(value ->
                            "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>"
                                    .formatted(left - 8, y(value) + 4, value))
                    .collect(Collectors.joining("\n"));
        }

        String line(String classes, List<double[]> points) {
            var places =
                    points.stream()
                            .map(point -> "%.1f,%.1f".formatted(x(point[0]), y(point[1])))
                            .collect(Collectors.joining(" "));
            return "<polyline class=\"%s\" points=\"%s\"/>".formatted(classes, places);
        }

        String dots(String classes, List<double[]> points) {
            return points.stream()
                    .map(point ->
                            "<circle class=\"dot %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>"
                                    .formatted(classes, x(point[0]), y(point[1])))
                    .collect(Collectors.joining("\n"));
        }

        private double x(double load) {
            return left + SIDE * load / most;
        }

        private double y(double value) {
            var height = isLog ? Math.log10(Math.max(1, value)) : value;
            var share = (height - least) / (highest - least);
            return TOP + TALL * (1 - Math.clamp(share, 0, 1));
        }
    }
}
