package cn.juhui.platform.watch;

import cn.juhui.platform.lever.LeverBoard;
import cn.juhui.platform.lever.LeverKind;
import cn.juhui.platform.lever.Pausables;
import cn.juhui.platform.watch.Figure.Row;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.Stream;

/// What operators paused in a service: a row for each thing with a name of ours, one row for all endpoints of merchants.
public final class LeverFigures {

    private LeverFigures() {}

    public static List<Figure> figures(LeverBoard board, MeterRegistry meters) {
        return List.of(
                new Figure(
                        MultiGauge.builder("juhui.levers.paused")
                                .description("What operators paused")
                                .register(meters),
                        () -> board.kinds().flatMap(LeverFigures::rows).toList()));
    }

    private static Stream<Row> rows(Pausables kind) {
        return kind.kind() == LeverKind.WEBHOOK
                ? Stream.of(row(kind, "endpoints", kind.levers().paused().size()))
                : kind.listed().get().stream()
                        .map(name -> row(kind, name, kind.levers().isPaused(name) ? 1 : 0));
    }

    private static Row row(Pausables kind, String name, double value) {
        return new Row(Tags.of("kind", kind.kind().name(), "name", name), value);
    }
}
