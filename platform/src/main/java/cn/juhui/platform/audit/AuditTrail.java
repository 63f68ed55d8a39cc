package cn.juhui.platform.audit;

import cn.juhui.contracts.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who did what. It is noted before it is done, so that nothing is done without a name on it, and how it ended afterwards. Nothing is ever taken out.
public interface AuditTrail {

    /// @param reason null where none is asked for
    /// @return the entry's id
    String note(Actor actor, String action, String subject, @Nullable String reason);

    /// How it ended.
    ///
    /// @param reason why it was done, where that became known after the note; null to leave it
    void ended(String id, String outcome, @Nullable String reason);

    /// How it ended.
    default void ended(String id, String outcome) {
        ended(id, outcome, null);
    }

    /// How it ended, and what it changed.
    ///
    /// @param reason why it was done, where that became known after the note; null to leave it
    /// @param before plain JSON values
    void ended(
            String id,
            String outcome,
            @Nullable String reason,
            Map<String, Object> before,
            Map<String, Object> after);

    /// How it ended, and what it changed.
    ///
    /// @param before plain JSON values
    default void ended(
            String id, String outcome, Map<String, Object> before, Map<String, Object> after) {
        ended(id, outcome, null, before, after);
    }

    /// Newest first.
    ///
    /// @param before only entries older than the one with this id; null: from the newest
    List<AuditEntry> list(Sought sought, @Nullable String before, int limit);

    /// Null for any.
    ///
    /// @param actor the id of who did it
    /// @param from this instant on
    /// @param to before this instant
    record Sought(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable Instant from,
            @Nullable Instant to) {}
}
