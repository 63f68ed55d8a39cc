package cn.juhui.notification.domain.audit;

import cn.juhui.contracts.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That somebody did something.
///
/// @param id `aud_…`, later ones sort behind earlier ones
/// @param action what, in upper case, such as `DEAD_LETTER_REPLAYED`
/// @param subject the id of what it was done to
/// @param reason what they gave as the reason; null where none is asked for
/// @param outcome how it ended; null while it is under way, and for good when the process died meanwhile
public record AuditEntry(
        String id,
        Instant at,
        Actor actor,
        String action,
        String subject,
        @Nullable String reason,
        @Nullable String outcome) {}
