package cn.juhui.refund.adapter.http.statistics;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.text.Csv;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.application.statistics.CompileStatistics;
import cn.juhui.refund.application.statistics.CompileStatistics.Statistics;
import cn.juhui.refund.domain.statistics.Figures;
import cn.juhui.refund.domain.statistics.Figures.Percentiles;
import cn.juhui.refund.domain.statistics.Grouping;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/statistics`: what became of applications, added up. An operator sees all of it, a merchant their own.
@RestController
final class StatisticsController {

    private static final String PATH = "/v1/statistics";
    private static final String CSV = "text/csv;charset=UTF-8";

    /// The columns behind those of the groupings, by the names of their headings, `statistics.<name>` in the bundles.
    private static final String COLUMNS =
            "applications declined withdrawn express expressPossible approved rejected ruled refundedCount refundedAmount currency answerP50"
                    + " answerP90 moneyP50 moneyP90 urges appeals appealsWon appealsLost evidenceTurnedAway onTimeShare expressShare"
                    + " expressCoverage";

    private final CompileStatistics compile;
    private final Texts texts;
    private final Clock clock;

    StatisticsController(CompileStatistics compile, Texts texts, Clock clock) {
        this.compile = compile;
        this.texts = texts;
        this.clock = clock;
    }

    record FiguresView(
            long applications,
            long declined,
            long withdrawn,
            long express,
            long expressPossible,
            long approved,
            long rejected,
            long ruled,
            RefundedView refunded,
            PercentilesView answerSeconds,
            PercentilesView applyToMoneySeconds,
            long urges,
            long appeals,
            long appealsWon,
            long appealsLost,
            long evidenceTurnedAway,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double onTimeShare,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double expressShare,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double expressCoverage) {

        static FiguresView of(Figures f) {
            return new FiguresView(
                    f.applications(),
                    f.declined(),
                    f.withdrawn(),
                    f.express(),
                    f.expressPossible(),
                    f.approved(),
                    f.rejected(),
                    f.ruled(),
                    new RefundedView(
                            f.refunded().count(), new AmountView(f.refunded().amount(), "CNY")),
                    PercentilesView.of(f.answerSeconds()),
                    PercentilesView.of(f.applyToMoneySeconds()),
                    f.urges(),
                    f.appeals(),
                    f.appealsWon(),
                    f.appealsLost(),
                    f.evidenceTurnedAway(),
                    f.onTimeShare(),
                    f.expressShare(),
                    f.expressCoverage());
        }
    }

    /// A sum, which may be more than one case's money can be.
    record AmountView(long value, String currency) {}

    record RefundedView(long count, AmountView amount) {}

    record PercentilesView(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long p50,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long p90) {

        static PercentilesView of(Percentiles p) {
            return new PercentilesView(p.p50(), p.p90());
        }
    }

    /// Of the keys only those that were grouped by.
    record RowView(
            @Nullable String day,
            @Nullable String merchant,
            @Nullable String category,
            @Nullable String reason,
            @Nullable String channel,
            @JsonUnwrapped FiguresView figures) {}

    record StatisticsView(
            Instant from,
            Instant to,
            List<String> groupBy,
            List<RowView> data,
            FiguresView total) {}

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    StatisticsView json(StatisticsQuery query, Caller caller) {
        var asked = Asked.of(query, caller, clock.instant());
        var found = compiled(asked);
        return new StatisticsView(
                asked.period().from(),
                asked.period().to(),
                asked.by().stream().map(Grouping::publicName).toList(),
                found.rows().stream()
                        .map(row ->
                                new RowView(
                                        key(asked, row.key(), Grouping.DAY),
                                        key(asked, row.key(), Grouping.MERCHANT),
                                        key(asked, row.key(), Grouping.CATEGORY),
                                        key(asked, row.key(), Grouping.REASON),
                                        key(asked, row.key(), Grouping.CHANNEL),
                                        FiguresView.of(row.figures())))
                        .toList(),
                FiguresView.of(found.total()));
    }

    private static @Nullable String key(
            Asked asked, List<@Nullable String> key, Grouping grouping) {
        var place = asked.by().indexOf(grouping);
        return place < 0 ? null : key.get(place);
    }

    @GetMapping(path = PATH, produces = CSV)
    ResponseEntity<String> csv(StatisticsQuery query, Caller caller) {
        var asked = Asked.of(query, caller, clock.instant());
        var table = new StringBuilder(Csv.BYTE_ORDER_MARK);
        var names =
                Stream.concat(
                        asked.by().stream().map(Grouping::publicName),
                        Arrays.stream(COLUMNS.split(" ")));
        table.append(
                Csv.line(names.<@Nullable String>map(n -> texts.get("statistics." + n)).toList()));
        for (var row : compiled(asked).rows()) {
            var cells = new ArrayList<@Nullable String>(row.key());
            cells.addAll(cells(row.figures()));
            table.append(Csv.line(cells));
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"statistics.csv\"")
                .contentType(MediaType.parseMediaType(CSV))
                .body(table.toString());
    }

    private static List<@Nullable String> cells(Figures f) {
        return Stream.<@Nullable Object>of(
                        f.applications(),
                        f.declined(),
                        f.withdrawn(),
                        f.express(),
                        f.expressPossible(),
                        f.approved(),
                        f.rejected(),
                        f.ruled(),
                        f.refunded().count(),
                        BigDecimal.valueOf(f.refunded().amount(), 2).toPlainString(),
                        "CNY",
                        f.answerSeconds().p50(),
                        f.answerSeconds().p90(),
                        f.applyToMoneySeconds().p50(),
                        f.applyToMoneySeconds().p90(),
                        f.urges(),
                        f.appeals(),
                        f.appealsWon(),
                        f.appealsLost(),
                        f.evidenceTurnedAway(),
                        f.onTimeShare(),
                        f.expressShare(),
                        f.expressCoverage())
                .<@Nullable String>map(cell -> cell == null ? null : cell.toString())
                .toList();
    }

    private Statistics compiled(Asked asked) {
        return compile.compile(asked.period(), asked.by())
                .orElseThrow(() ->
                        ProblemException.of(
                                422, "STATISTICS_TOO_LARGE", CompileStatistics.MOST_CASES));
    }
}
