package cn.juhui.scenarios.bench;

import cn.juhui.scenarios.bench.load.LifeCycle;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rate and latency against load, as an SVG picture without anything from elsewhere.
///
/// @param points those of one life cycle in the order of their loads
record Chart(List<Point> points) {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 360;
    static final int LEFT = 60;
    static final int RIGHT = 490;

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
        var most = Axis.upTo(points.stream().mapToDouble(Point::load).max().orElse(1));
        return picture("Rate and latency against load", rates(most), latencies(most), legend());
    }

    /// @param label what it shows, for who doesn't see it
    static String picture(String label, String... parts) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
        <style>
        %s</style>
        <rect class="paper" width="%d" height="%d"/>
        %s
        </svg>
        """
                .formatted(WIDTH, HEIGHT, label, STYLE, WIDTH, HEIGHT, String.join("\n", parts));
    }

    private String rates(Axis loads) {
        var most = loads.most();
        var panel = new Panel(LEFT, loads, Axis.upTo(most));
        return String.join(
                "\n",
                panel.frame("Completed per second"),
                panel.line("ideal", List.of(new double[] {0, 0}, new double[] {most, most})),
                lines(panel, "", Point::rate));
    }

    private String latencies(Axis loads) {
        var longest = points.stream().mapToDouble(Point::p99).filter(Double::isFinite).max();
        var panel = new Panel(RIGHT, loads, Axis.logarithmic(10, longest.orElse(100)));
        return String.join(
                "\n",
                panel.frame("Milliseconds, p50 and p99 (dashed)"),
                lines(panel, "", Point::p50),
                lines(panel, " p99", Point::p99));
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
                .formatted(LEFT, Panel.TOP + Panel.TALL + 45, RIGHT, Panel.TOP + Panel.TALL + 45);
    }
}
