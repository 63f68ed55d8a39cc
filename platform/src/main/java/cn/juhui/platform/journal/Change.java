package cn.juhui.platform.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one write of this process changed, for those who count or wait.
///
/// @param before null when the aggregate was made by it
/// @param events the wire names of what happened, in their order
/// @param statusSince since when it had the status that it had before; null where it had none, or from before that was kept
public record Change<A>(
        @Nullable Stored<A> before,
        Stored<A> now,
        List<String> events,
        @Nullable Instant statusSince) {

    public Change {
        events = List.copyOf(events);
    }
}
