package cn.juhui.scenarios.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What a refund costs, and how many are completed, against how many are stored already.
///
/// @param points from the smallest store on
record StoredChart(List<Point> points) {

    /// @param stored refunds
    /// @param rate refunds a second that were completed
    /// @param processorMillis of the platform, per refund
    record Point(long stored, double rate, double processorMillis) {}

    String svg() {
        return Chart.picture(
                "Rate and processor time against stored refunds",
                panel(Chart.LEFT, "Completed per second", Point::rate),
                panel(Chart.RIGHT, "Processor milliseconds per refund", Point::processorMillis),
                """
                <text x="%d" y="%d">Refunds stored already</text>
                <text x="%d" y="%d">Refunds stored already</text>\
                """
                        .formatted(
                                Chart.LEFT,
                                Panel.TOP + Panel.TALL + 45,
                                Chart.RIGHT,
                                Panel.TOP + Panel.TALL + 45));
    }

    private String panel(int left, String title, ToDoubleFunction<Point> value) {
        var stored = Axis.logarithmic(points.getFirst().stored(), points.getLast().stored());
        var most = points.stream().mapToDouble(value).filter(Double::isFinite).max().orElse(1);
        var panel = new Panel(left, stored, Axis.upTo(Math.ceil(most / 20) * 20));
        var measured =
                points.stream()
                        .map(point -> new double[] {point.stored(), value.applyAsDouble(point)})
                        .filter(point -> Double.isFinite(point[1]))
                        .toList();
        return String.join(
                "\n",
                panel.frame(title),
                panel.line("express", measured),
                panel.dots("express", measured));
    }
}
