package cn.juhui.platform.watch;

import cn.juhui.platform.resilience.Ticker;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import io.micrometer.core.instrument.MultiGauge;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks the figures of a service up, on one of its instances: only that one shows them, so a sum over instances counts nothing twice. When it ends, another one goes
/// on; what could not be looked up is not shown, rather than as it was.
public final class FigureWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FigureWatch.class);

    /// The first look comes soon after the start, and the turn of one that died passes on.
    private static final Duration TICK = Duration.ofSeconds(1);

    private static final int TURN_LASTS = 3;

    /// What a service wants to be looked up besides what all have; as a bean.
    public record Own(List<Figure> figures) {}

    private final List<Figure> figures;
    private final Duration every;
    private final Turn turn;
    private final Ticker ticker;
    private @Nullable Long lookedAt;
    private boolean shown;

    /// @param turns where it is kept whose turn it is
    /// @param every how often it is looked; real time
    public FigureWatch(MongoCollection<Document> turns, List<Figure> figures, Duration every) {
        this.figures = List.copyOf(figures);
        this.every = every;
        this.turn = new Turn(turns, every.multipliedBy(TURN_LASTS));
        this.ticker = new Ticker("figures", every.compareTo(TICK) < 0 ? every : TICK, this::tick);
    }

    private void tick() {
        var now = System.nanoTime();
        if (lookedAt != null && now - lookedAt < every.toNanos()) {
            return;
        }
        lookedAt = now;
        try {
            if (turn.take()) {
                shown = true;
                figures.forEach(FigureWatch::show);
                return;
            }
        } catch (MongoException e) {
            LOG.debug("Whose turn it is to look can't be said: {}", e.toString());
        }
        hide();
    }

    private static void show(Figure figure) {
        try {
            figure.gauge()
                    .register(
                            figure.look().get().stream()
                                    .<MultiGauge.Row<?>>map(
                                            row -> MultiGauge.Row.of(row.tags(), row.value()))
                                    .toList(),
                            true);
        } catch (RuntimeException e) {
            hide(figure);
            LOG.debug("A figure could not be looked up: {}", e.toString());
        }
    }

    private void hide() {
        if (shown) {
            shown = false;
            figures.forEach(FigureWatch::hide);
        }
    }

    private static void hide(Figure figure) {
        figure.gauge().register(List.of(), true);
    }

    @Override
    public void close() {
        ticker.close();
        if (shown) {
            turn.giveBack();
        }
    }
}
