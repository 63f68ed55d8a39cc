package cn.juhui.scenarios.bench;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/// One plot of a picture.
record Panel(int left, Axis across, Axis up) {

    static final int SIDE = 330;
    static final int TALL = 220;
    static final int TOP = 60;

    String frame(String title) {
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
                        each(
                                across,
                                tick ->
                                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,.0f</text>"
                                                .formatted(x(tick), TOP + TALL + 20, tick)),
                        each(
                                up,
                                tick ->
                                        "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>"
                                                .formatted(left - 8, y(tick) + 4, tick)));
    }

    private static String each(Axis axis, DoubleFunction<String> text) {
        return axis.ticks().stream().map(text::apply).collect(Collectors.joining("\n"));
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

    private double x(double value) {
        return left + SIDE * across.share(value);
    }

    private double y(double value) {
        return TOP + TALL * (1 - up.share(value));
    }
}
