package cn.juhui.platform.http.request;

import cn.juhui.contracts.Actor;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Versions;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a request brings besides its body; a controller takes it as a method argument.
///
/// @param operation names this operation: the same for every try with the same `Idempotency-Key`, so that a retry after a crash
///     makes the same thing again, not a second one
/// @param expected from `If-Match`, any of them; null when it was not sent or is `*`, none when it can't match any version
/// @param waitFor from `Prefer: wait=N`, 10 seconds at most; zero when it was not sent
/// @param respondAsync whether `Prefer: respond-async` was sent: what takes long may be answered with 202
public record RequestContext(
        UUID operation, @Nullable Versions expected, Duration waitFor, boolean respondAsync) {

    /// The id of what this operation makes.
    public String newId(String prefix) {
        return Ids.of(prefix, operation);
    }

    /// The id of one of several things that this operation makes: the same for the same name.
    public String newId(String prefix, String name) {
        var digits = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return Ids.of(
                prefix,
                new UUID(operation.getMostSignificantBits(), digits.getLeastSignificantBits()));
    }

    public Cause cause(Actor actor) {
        return new Cause(actor, "http:" + operation, TraceContext.current(), null, expected);
    }
}
