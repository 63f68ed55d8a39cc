package cn.juhui.notification.adapter.http.audit;

import cn.juhui.contracts.Role;
import cn.juhui.notification.application.audit.AuditTrail;
import cn.juhui.notification.application.audit.AuditTrail.Sought;
import cn.juhui.notification.domain.audit.AuditEntry;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.FromQuery;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/audit`: who did what. For operators only.
@RestController
final class AuditController {

    private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9._@:/-]{1,200}");
    private static final Pattern ACTION = Pattern.compile("[A-Z_]{1,60}");
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_:.-]{1,100}");

    private final AuditTrail audit;

    AuditController(AuditTrail audit) {
        this.audit = audit;
    }

    /// Null for any.
    @FromQuery
    record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable String from,
            @Nullable String to) {}

    /// The newest first.
    @GetMapping("/v1/audit")
    Page<AuditEntry> list(Filter filter, PageRequest page, Caller caller) {
        if (!caller.is(Role.OPERATOR)) {
            throw ProblemException.forbidden();
        }
        var before = page.cursor() == null ? null : Cursors.decode(page.cursor(), 1).getFirst();
        if (before != null && !Ids.isA("aud", before)) {
            throw Cursors.invalid();
        }
        var sought =
                new Sought(
                        matching("actor", PERSON, filter.actor()),
                        matching("action", ACTION, filter.action()),
                        matching("subject", SUBJECT, filter.subject()),
                        instant("from", filter.from()),
                        instant("to", filter.to()));
        var found = audit.list(sought, before, page.limit() + 1);
        var shown = found.subList(0, Math.min(found.size(), page.limit()));
        return new Page<>(
                shown, found.size() == shown.size() ? null : Cursors.encode(shown.getLast().id()));
    }

    private static @Nullable String matching(String name, Pattern form, @Nullable String sent) {
        if (sent != null && !form.matcher(sent).matches()) {
            throw ProblemException.invalid(InputError.of(name, "WRONG_FORM"));
        }
        return sent;
    }

    private static @Nullable Instant instant(String name, @Nullable String sent) {
        try {
            return sent == null ? null : OffsetDateTime.parse(sent).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(InputError.instant(name, sent));
        }
    }
}
