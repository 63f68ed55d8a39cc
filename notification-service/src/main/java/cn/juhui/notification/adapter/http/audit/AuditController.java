package cn.juhui.notification.adapter.http.audit;

import cn.juhui.contracts.Role;
import cn.juhui.notification.application.trail.Trails;
import cn.juhui.platform.audit.AuditEntry;
import cn.juhui.platform.audit.AuditTrail.Sought;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.FromQuery;
import cn.juhui.platform.http.request.Narrowed;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.http.text.Csv;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/audit`: who did what. For operators only.
@RestController
final class AuditController {

    private static final Predicate<String> PERSON =
            Pattern.compile("[A-Za-z0-9._@:/-]+").asMatchPredicate();
    private static final Predicate<String> ACTION = Pattern.compile("[A-Z_]+").asMatchPredicate();
    private static final Predicate<String> SUBJECT =
            Pattern.compile("[A-Za-z0-9_:.-]+").asMatchPredicate();

    private static final String CSV = "text/csv;charset=UTF-8";
    private static final int MOST_ROWS = 10_000;

    /// The columns of the table by the names of their headings, `audit.<name>` in the bundles.
    private static final List<String> COLUMNS =
            List.of(
                    "id", "at", "role", "actor", "action", "subject", "reason", "outcome", "before",
                    "after");

    private final Trails trails;
    private final Texts texts;

    AuditController(Trails trails, Texts texts) {
        this.trails = trails;
        this.texts = texts;
    }

    /// Null for any.
    @FromQuery
    record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable String from,
            @Nullable String to) {}

    /// @param nextCursor where the next page starts; an explicit null on the last one
    /// @param missing the services that could not be asked; absent when all answered
    record TrailView(
            List<AuditEntry> data,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor,
            @Nullable List<String> missing) {}

    /// The newest first. An operator looks here while something is away: what the others say is shown, and who is missing.
    @GetMapping("/v1/audit")
    TrailView list(Filter filter, PageRequest page, Caller caller) {
        var sought = sought(filter, caller);
        var before = page.cursor() == null ? null : Cursors.decode(page.cursor(), 1).getFirst();
        if (before != null && !Ids.isA("aud", before)) {
            throw Cursors.invalid();
        }
        var found = trails.list(sought, before, page.limit() + 1);
        var all = found.entries();
        var shown = all.subList(0, Math.min(all.size(), page.limit()));
        return new TrailView(
                shown,
                all.size() == shown.size() ? null : Cursors.encode(shown.getLast().id()),
                found.missing().isEmpty() ? null : found.missing());
    }

    /// The same as a table for a spreadsheet, up to [#MOST_ROWS]. A file is whole or isn't made.
    ///
    /// @throws ProblemException 503 while a service is away
    @GetMapping("/v1/audit/export")
    ResponseEntity<String> table(Filter filter, Caller caller) {
        var sought = sought(filter, caller);
        var found = trails.list(sought, null, MOST_ROWS);
        if (!found.missing().isEmpty()) {
            throw ProblemException.of(503, "SERVICE_UNAVAILABLE");
        }
        var headings = COLUMNS.stream().<@Nullable String>map(c -> texts.get("audit." + c));
        var table = new StringBuilder(Csv.BYTE_ORDER_MARK).append(Csv.line(headings.toList()));
        found.entries().forEach(entry -> table.append(Csv.line(cells(entry))));
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
                .contentType(MediaType.parseMediaType(CSV))
                .body(table.toString());
    }

    private static List<@Nullable String> cells(AuditEntry entry) {
        return Arrays.asList(
                entry.id(),
                entry.at().toString(),
                entry.actor().role().name(),
                entry.actor().id(),
                entry.action(),
                entry.subject(),
                entry.reason(),
                entry.outcome(),
                json(entry.before()),
                json(entry.after()));
    }

    private static @Nullable String json(@Nullable Map<String, Object> values) {
        return values == null
                ? null
                : new String(StateMapper.toJson(values), StandardCharsets.UTF_8);
    }

    private static Sought sought(Filter filter, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        return new Sought(
                Narrowed.text(
                        "actor", filter.actor(), 200, PERSON, InputError.form("actor", "opr_zhao")),
                Narrowed.text(
                        "action",
                        filter.action(),
                        60,
                        ACTION,
                        InputError.of("action", "WRONG_FORM").as("code")),
                Narrowed.text(
                        "subject",
                        filter.subject(),
                        100,
                        SUBJECT,
                        InputError.form("subject", "dlt_019ac0a3c4d57e8f9a0b1c2d3e4f5a6b")),
                Narrowed.time("from", filter.from()),
                Narrowed.time("to", filter.to()));
    }
}
