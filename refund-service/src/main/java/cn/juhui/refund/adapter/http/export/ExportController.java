package cn.juhui.refund.adapter.http.export;

import cn.juhui.contracts.money.Money;
import cn.juhui.platform.http.body.BodyRoom;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.text.Csv;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.CaseFilters;
import cn.juhui.refund.adapter.http.CaseQuery;
import cn.juhui.refund.adapter.http.view.RefundViews;
import cn.juhui.refund.adapter.http.view.StatusTexts;
import cn.juhui.refund.application.RefundQueries;
import cn.juhui.refund.application.RefundQueries.Filter;
import cn.juhui.refund.application.RefundQueries.Order;
import cn.juhui.refund.application.RefundQueries.Position;
import cn.juhui.refund.domain.Refund;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Cases as a table for a spreadsheet: all that the filters of the list find, newest first, and only what its caller sees in the
/// list, too.
@RestController
class ExportController {

    private static final int MAX_ROWS = 10_000;
    private static final int PAGE = 500;
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(BEIJING);

    /// The columns by the names of their headings, `export.<name>` in the bundles.
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "orderNo",
                    "product",
                    "customer",
                    "merchant",
                    "reason",
                    "description",
                    "status",
                    "statusCode",
                    "requested",
                    "approved",
                    "currency",
                    "requestedAt",
                    "updatedAt",
                    "deadline",
                    "overdue",
                    "intervention",
                    "agent",
                    "channel",
                    "channelRefundId",
                    "paidAt");

    private final RefundQueries refunds;
    private final RefundViews views;
    private final Texts texts;
    private final Clock clock;
    private final BodyRoom room;

    ExportController(
            RefundQueries refunds, RefundViews views, Texts texts, Clock clock, BodyRoom room) {
        this.refunds = refunds;
        this.views = views;
        this.texts = texts;
        this.clock = clock;
        this.room = room;
    }

    @GetMapping("/v1/refunds/export")
    ResponseEntity<Resource> export(CaseQuery query, Caller caller) {
        var filter = CaseFilters.filter(query, caller);
        if (refunds.count(CaseFilters.sight(caller), filter, MAX_ROWS + 1) > MAX_ROWS) {
            throw ProblemException.of(422, "EXPORT_TOO_LARGE", MAX_ROWS);
        }
        var day = DateTimeFormatter.ISO_LOCAL_DATE.withZone(BEIJING).format(clock.instant());
        return TemporaryFile.answer(
                room, CSV, "refunds-" + day + ".csv", out -> table(filter, caller, out));
    }

    private void table(Filter filter, Caller caller, OutputStream out) throws IOException {
        var headings = COLUMNS.stream().<@Nullable String>map(c -> texts.get("export." + c));
        write(out, Csv.BYTE_ORDER_MARK + Csv.line(headings.toList()));
        Position after = null;
        do {
            var page = refunds.list(CaseFilters.sight(caller), filter, Order.NEWEST, after, PAGE);
            for (var refund : page.refunds()) {
                write(out, Csv.line(cells(refund, caller)));
            }
            after = page.next();
        } while (after != null);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<@Nullable String> cells(Stored<Refund> stored, Caller caller) {
        var now = clock.instant();
        var refund = stored.aggregate();
        var application = refund.application();
        var intervention = RefundViews.intervention(refund, caller, now);
        var payout = views.payout(refund, now);
        var deadline =
                Stream.of(
                                intervention.deadline(),
                                payout.deadline(),
                                RefundViews.review(refund, now).deadline())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        return Arrays.asList(
                refund.id(),
                application.orderNo(),
                application.productName(),
                application.customerId(),
                application.merchantId(),
                word("reason", application.reason()),
                application.description(),
                StatusTexts.of(refund, texts),
                refund.status().name(),
                number(refund.requested()),
                number(refund.approved()),
                refund.requested().currency(),
                time(stored.createdAt()),
                time(stored.updatedAt()),
                deadline == null ? null : time(deadline.at()),
                deadline == null ? null : texts.get("export.overdue." + deadline.overdue()),
                word("cause", intervention.cause()),
                intervention.agentId(),
                word("channel", payout.channel()),
                payout.channelRefundId(),
                time(payout.paidAt()));
    }

    private @Nullable String word(String kind, @Nullable Enum<?> value) {
        return value == null ? null : texts.getOr(kind + "." + value.name(), value.name());
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : TIME.format(at);
    }

    /// A plain number, that a spreadsheet can add up.
    private static @Nullable String number(@Nullable Money money) {
        return money == null ? null : money.decimal();
    }
}
