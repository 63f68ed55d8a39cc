package cn.juhui.refund.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;

import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.watch.Figure;
import cn.juhui.platform.watch.Figure.Row;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Status;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/// What waits, for whom, and how much money that is.
public final class RefundFigures {

    private static final List<Status> OPEN =
            Stream.of(Status.values()).filter(status -> !status.ends()).toList();

    private static final Duration SOON = Duration.ofHours(1);
    private static final double FEN = 100.0;

    /// Asked twice in vain.
    private static final int LOOKED_AFTER = 2;

    private enum Cause {
        LATE,
        ACCOUNT,
        TAKEN_BACK,
        UNANSWERED,
        PAID_TWICE
    }

    private record Sum(long cases, double yuan) {

        private static final Sum NONE = new Sum(0, 0);

        private Sum plus(double more) {
            return new Sum(cases + 1, yuan + more);
        }
    }

    private final MongoCollection<Document> cases;
    private final Clock clock;

    /// What the latest look read; of the thread that looks.
    private Map<Status, Sum> overdue = Map.of();

    private Map<Cause, Sum> stuck = Map.of();

    /// @param clock business time
    public RefundFigures(MongoTemplate mongo, Clock clock) {
        this.cases = mongo.getCollection(RefundDocuments.COLLECTION);
        this.clock = clock;
    }

    public List<Figure> figures(MeterRegistry meters) {
        return List.of(
                new Figure(
                        MultiGauge.builder("juhui.refunds.open")
                                .description("Cases that have not ended")
                                .register(meters),
                        () -> each(status -> count(eq("status", status.name())))),
                new Figure(
                        MultiGauge.builder("juhui.refunds.due")
                                .description("Cases whose deadline ends within the next hour")
                                .register(meters),
                        () -> each(this::dueSoon)),
                new Figure(
                        MultiGauge.builder("juhui.merchants.late")
                                .description("Merchants who let the time of a review pass")
                                .register(meters),
                        this::lateMerchants),
                new Figure(
                        MultiGauge.builder("juhui.refunds.overdue")
                                .description("Cases in which somebody let a deadline pass")
                                .register(meters),
                        () -> each(status -> overdue.getOrDefault(status, Sum.NONE).cases())),
                new Figure(
                        MultiGauge.builder("juhui.refunds.overdue.yuan")
                                .description("What is asked for in them")
                                .register(meters),
                        () -> each(status -> overdue.getOrDefault(status, Sum.NONE).yuan())),
                new Figure(
                        MultiGauge.builder("juhui.refunds.stuck")
                                .description("Cases whose money does not move, by cause")
                                .register(meters),
                        () -> {
                            stuck = readStuck();
                            return causes(sum -> sum.cases());
                        }),
                new Figure(
                        MultiGauge.builder("juhui.refunds.stuck.yuan")
                                .description("How much money that is")
                                .register(meters),
                        () -> causes(Sum::yuan)));
    }

    private interface Of<T> {
        double value(T one);
    }

    private static List<Row> each(Of<Status> figure) {
        return OPEN.stream()
                .map(status -> new Row("status", status.name(), figure.value(status)))
                .toList();
    }

    private List<Row> causes(Of<Sum> figure) {
        return Stream.of(Cause.values())
                .map(cause ->
                        new Row(
                                "cause",
                                cause.name(),
                                figure.value(stuck.getOrDefault(cause, Sum.NONE))))
                .toList();
    }

    private double dueSoon(Status status) {
        var now = clock.instant();
        return count(
                and(
                        eq("status", status.name()),
                        gt("deadline", Date.from(now)),
                        lte("deadline", Date.from(now.plus(SOON)))));
    }

    private double count(Bson which) {
        return cases.countDocuments(
                which,
                new CountOptions()
                        .limit(Figure.MOST)
                        .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS));
    }

    /// Reads all that is overdue, for this figure and the two that follow.
    private List<Row> lateMerchants() {
        var late = new HashSet<String>();
        var sums = new LinkedHashMap<Status, Sum>();
        for (var one : read(eq("overdue", true))) {
            sums.merge(one.status(), Sum.NONE.plus(yuan(one)), RefundFigures::both);
            if (one.status() == Status.MERCHANT_REVIEW) {
                late.add(one.application().merchantId());
            }
        }
        overdue = sums;
        return List.of(new Row(late.size()));
    }

    private static Sum both(Sum one, Sum other) {
        return new Sum(one.cases() + other.cases(), one.yuan() + other.yuan());
    }

    private Map<Cause, Sum> readStuck() {
        var sums = new LinkedHashMap<Cause, Sum>();
        var paying = overdue.getOrDefault(Status.PAYING, Sum.NONE);
        sums.put(Cause.LATE, paying);
        for (var one : read(eq("status", Status.PAYOUT_ABNORMAL.name()))) {
            var cause = one.payout() instanceof Payout.Reversed ? Cause.TAKEN_BACK : Cause.ACCOUNT;
            sums.merge(cause, Sum.NONE.plus(yuan(one)), RefundFigures::both);
        }
        for (var one : read(and(eq("unanswered", true), gte("lookedAfter", LOOKED_AFTER)))) {
            sums.merge(Cause.UNANSWERED, Sum.NONE.plus(yuan(one)), RefundFigures::both);
        }
        for (var one : read(eq("paidTwice", true))) {
            var loss = Objects.requireNonNull(one.loss()).value() / FEN;
            sums.merge(Cause.PAID_TWICE, Sum.NONE.plus(loss), RefundFigures::both);
        }
        return sums;
    }

    private List<Refund> read(Bson which) {
        var found = new ArrayList<Refund>();
        for (var document :
                cases.find(which)
                        .projection(include("state"))
                        .limit(Figure.MOST_READ)
                        .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)) {
            found.add(StateMapper.fromTree(document.get("state", Document.class), Refund.class));
        }
        return found;
    }

    private static double yuan(Refund one) {
        var approved = one.approved();
        return (approved == null ? one.requested() : approved).value() / FEN;
    }
}
