package cn.juhui.platform.http.audit;

import cn.juhui.contracts.Role;
import cn.juhui.platform.audit.AuditEntry;
import cn.juhui.platform.audit.AuditTrail;
import cn.juhui.platform.audit.AuditTrail.Sought;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Where a service shows what operators did there, to the operator in whose name it is asked. Inside the house only.
@RestController
public final class TrailController {

    /// The door.
    public static final String PATH = "/internal/audit";

    private final AuditTrail audit;

    public TrailController(AuditTrail audit) {
        this.audit = audit;
    }

    /// @param entries the newest first
    public record Trail(List<AuditEntry> entries) {}

    /// As [AuditTrail#list] says; null for any.
    @GetMapping(PATH)
    Trail list(
            @RequestParam @Nullable String actor,
            @RequestParam @Nullable String action,
            @RequestParam @Nullable String subject,
            @RequestParam @Nullable Instant from,
            @RequestParam @Nullable Instant to,
            @RequestParam @Nullable String before,
            @RequestParam int limit,
            Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        return new Trail(audit.list(new Sought(actor, action, subject, from, to), before, limit));
    }
}
