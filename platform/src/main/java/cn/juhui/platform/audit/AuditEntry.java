package cn.juhui.platform.audit;

import cn.juhui.contracts.Actor;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// That somebody did something.
///
/// @param id `aud_…`, later ones sort behind earlier ones
/// @param action what, in upper case, such as `DEAD_LETTER_REPLAYED`
/// @param subject the id of what it was done to
/// @param reason what they gave as the reason; null where none is asked for
/// @param outcome how it ended; null while it is under way, and for good when the process died meanwhile
/// @param before what it changed, as plain JSON values, before it did; null where it changed nothing
/// @param after the same afterwards
public record AuditEntry(
        String id,
        Instant at,
        Actor actor,
        String action,
        String subject,
        @Nullable String reason,
        @Nullable String outcome,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after) {}
