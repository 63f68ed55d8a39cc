package cn.juhui.refund.config;

import cn.juhui.contracts.RefundRoute;
import cn.juhui.platform.journal.Change;
import cn.juhui.platform.journal.Stored;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Counts what becomes of cases and how long it takes, in business time. Each change of a case is stored by one process, so it is counted once.
final class RefundMeters {

    /// What a merchant's turn ends with; `NONE`: with somebody else's doing.
    private static final List<String> ANSWERS =
            List.of("APPROVED", "REJECTED", "OFFERED", "EVIDENCE_REQUESTED", "SILENT", "NONE");

    private static final String UNROUTED = "NONE";

    private final MeterRegistry meters;
    private final Timer express;

    RefundMeters(MeterRegistry meters) {
        this.meters = meters;
        this.express =
                Timer.builder("juhui.refunds.express")
                        .description("From the application to the money, of express refunds")
                        .serviceLevelObjectives(
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(30),
                                Duration.ofHours(3))
                        .register(meters);
        routes().forEach(this::routed);
        for (var status : Status.values()) {
            if (status.ends()) {
                routes().forEach(route -> ended(status, route));
            } else {
                spent(status);
            }
        }
        ANSWERS.forEach(this::answers);
    }

    private static Stream<String> routes() {
        return Stream.concat(Stream.of(RefundRoute.values()).map(Enum::name), Stream.of(UNROUTED));
    }

    /// Returns at once.
    void changed(Change<Refund> change) {
        var earlier = change.before();
        if (earlier == null) {
            return;
        }
        var before = earlier.aggregate().status();
        var now = change.now().aggregate().status();
        if (before == now) {
            return;
        }
        var at = change.now().updatedAt();
        var since = change.statusSince();
        if (before == Status.REQUESTED) {
            routed(route(change.now())).increment();
        }
        if (since != null && !before.ends()) {
            spent(before).record(between(since, at));
        }
        if (since != null && before == Status.MERCHANT_REVIEW) {
            answers(answer(change.now().aggregate())).record(between(since, at));
        }
        if (now.ends() && !before.ends()) {
            ended(now, route(change.now())).increment();
            if (now == Status.COMPLETED && isExpress(change.now().aggregate())) {
                express.record(between(change.now().createdAt(), at));
            }
        }
    }

    private static Duration between(Instant since, Instant now) {
        return since.isBefore(now) ? Duration.between(since, now) : Duration.ZERO;
    }

    private static boolean isExpress(Refund refund) {
        return refund.review() instanceof Review.Approved approved
                && approved.ground() == Review.Ground.EXPRESS;
    }

    private static String route(Stored<Refund> stored) {
        var hold = stored.aggregate().hold();
        return hold == null ? UNROUTED : hold.route().name();
    }

    private static String answer(Refund now) {
        return switch (now.review()) {
            case Review.Approved s -> approved(s.ground());
            case Review.Rejected _ -> "REJECTED";
            case Review.Offered _ -> "OFFERED";
            case Review.AwaitingEvidence _ -> "EVIDENCE_REQUESTED";
            default -> UNROUTED;
        };
    }

    private static String approved(Review.@Nullable Ground ground) {
        return ground == Review.Ground.MERCHANT
                ? "APPROVED"
                : ground == Review.Ground.SILENCE ? "SILENT" : UNROUTED;
    }

    private Counter routed(String route) {
        return Counter.builder("juhui.refunds.routed")
                .description(
                        "Applications by the way that the rules gave them; NONE: they refused them")
                .tag("route", route)
                .register(meters);
    }

    private Counter ended(Status status, String route) {
        return Counter.builder("juhui.refunds.ended")
                .description("Cases by how they ended")
                .tags(Tags.of("status", status.name(), "route", route))
                .register(meters);
    }

    private Timer spent(Status status) {
        return times(
                Timer.builder("juhui.refunds.spent")
                        .description("How long cases had a status, when they get another one")
                        .tag("status", status.name()));
    }

    private Timer answers(String answer) {
        return times(
                Timer.builder("juhui.merchants.answered")
                        .description("How long merchants took for their answer")
                        .tag("answer", answer));
    }

    private Timer times(Timer.Builder timer) {
        return timer.serviceLevelObjectives(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(30),
                        Duration.ofHours(3),
                        Duration.ofDays(1),
                        Duration.ofDays(2))
                .register(meters);
    }
}
