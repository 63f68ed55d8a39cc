package cn.juhui.notification.adapter.http.audit;

import cn.juhui.contracts.Role;
import cn.juhui.notification.application.audit.AuditTrail;
import cn.juhui.notification.application.audit.AuditTrail.Sought;
import cn.juhui.notification.domain.audit.AuditEntry;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.FromQuery;
import cn.juhui.platform.http.request.Narrowed;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
                        Narrowed.text(
                                "actor",
                                filter.actor(),
                                200,
                                PERSON,
                                InputError.form("actor", "opr_zhao")),
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
        var found = audit.list(sought, before, page.limit() + 1);
        var shown = found.subList(0, Math.min(found.size(), page.limit()));
        return new Page<>(
                shown, found.size() == shown.size() ? null : Cursors.encode(shown.getLast().id()));
    }
}
