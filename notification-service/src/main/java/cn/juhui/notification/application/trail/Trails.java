package cn.juhui.notification.application.trail;

import cn.juhui.platform.audit.AuditEntry;
import cn.juhui.platform.audit.AuditTrail.Sought;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit trails of all services as one. Each service keeps its own; they are asked when somebody looks, in that operator's name.
public interface Trails {

    /// @param entries the newest first
    /// @param missing the services that could not be asked, so that their entries are not among them
    record Found(List<AuditEntry> entries, List<String> missing) {}

    /// @param before only entries older than the one with this id; null: from the newest
    Found list(Sought sought, @Nullable String before, int limit);
}
