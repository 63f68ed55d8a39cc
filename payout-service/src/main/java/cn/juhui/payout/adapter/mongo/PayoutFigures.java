package cn.juhui.payout.adapter.mongo;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutState;
import cn.juhui.platform.watch.Figure;
import cn.juhui.platform.watch.Figure.Row;
import com.mongodb.client.MongoCollection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/// Figures of the payouts under way.
public final class PayoutFigures {

    private static final List<String> UNDER_WAY =
            List.of("INITIATED", "PENDING", "UNKNOWN", "FAILED", "ABNORMAL");

    private final MongoCollection<Document> payouts;
    private final Clock clock;
    private List<Payout> underWay = List.of();

    /// @param payouts of the journal
    /// @param clock business time
    public PayoutFigures(MongoCollection<Document> payouts, Clock clock) {
        this.payouts = payouts;
        this.clock = clock;
    }

    public List<Figure> figures(MeterRegistry meters) {
        return List.of(
                new Figure(
                        MultiGauge.builder("juhui.payouts.open")
                                .description("Payouts that the clock has still to look after")
                                .register(meters),
                        () -> {
                            underWay = PayoutsUnderWay.first(payouts, Figure.MOST_READ);
                            return open();
                        }),
                new Figure(
                        MultiGauge.builder("juhui.payouts.unknown.oldest")
                                .description(
                                        "Since when the payout was sent that is unknown for the longest time")
                                .baseUnit("seconds")
                                .register(meters),
                        this::oldestUnknown));
    }

    private List<Row> open() {
        var rows = new ArrayList<Row>();
        for (var channel : PaymentChannel.values()) {
            for (var status : UNDER_WAY) {
                var count =
                        underWay.stream()
                                .filter(one -> one.channel() == channel)
                                .filter(one -> one.state().word().equals(status))
                                .count();
                rows.add(new Row(Tags.of("channel", channel.name(), "status", status), count));
            }
        }
        return rows;
    }

    private List<Row> oldestUnknown() {
        var now = clock.instant();
        var rows = new ArrayList<Row>();
        for (var channel : PaymentChannel.values()) {
            var oldest =
                    underWay.stream()
                            .filter(one -> one.channel() == channel)
                            .filter(one -> one.state() instanceof PayoutState.Unknown)
                            .map(one -> one.attempt().startedAt())
                            .min(Instant::compareTo)
                            .orElse(now);
            var seconds = Math.max(0, Duration.between(oldest, now).toSeconds());
            rows.add(new Row("channel", channel.name(), seconds));
        }
        return rows;
    }
}
