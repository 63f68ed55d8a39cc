package cn.juhui.platform.journal;

import cn.juhui.contracts.Actor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Why a change is made: whose act it is, what led to it, and how it came in. Goes into every history entry.
///
/// @param actor whose act it is
/// @param id the message, request or clock that led to it: `evt_…`, `http:…`, `clock`
/// @param traceparent W3C trace context of the story it belongs to
/// @param heard the message it came in with; the journal drops what it heard before
/// @param expected the versions the caller believes in (`If-Match`); null for any
public record Cause(
        Actor actor,
        String id,
        @Nullable String traceparent,
        @Nullable Heard heard,
        @Nullable Versions expected) {

    private static final String CLOCK = "clock";

    private static final Pattern OPERATION = Pattern.compile("http:[0-9a-f]{8}-[0-9a-f-]{27}.*");

    /// One step of several that the same operation takes, perhaps on the same aggregate, such as a row of a list.
    ///
    /// @param name the same in every try of the operation
    public Cause step(String name) {
        return new Cause(actor, id + "#" + name, traceparent, heard, expected);
    }

    /// Whether this current version is none that the caller believes in.
    public boolean missed(long currentVersion) {
        return expected != null && !expected.any().contains(currentVersion);
    }

    /// Whether it is an operation with a name of its own (`http:<UUID>`), which is done once however often it is tried.
    public boolean isOperation() {
        return OPERATION.matcher(id).matches();
    }

    /// Where a message stands in the history of the aggregate that told it (`ce_subject`, `ce_sequence`).
    ///
    /// @param again whether it was told again because somebody missed it: then what was heard after it does not make it old
    public record Heard(String subject, long sequence, boolean again) {

        public Heard(String subject, long sequence) {
            this(subject, sequence, false);
        }
    }

    /// A clock of this service.
    public static Cause clock(String service) {
        return new Cause(Actor.system(service), CLOCK, null, null, null);
    }

    /// Whether nobody did it: a deadline passed.
    public boolean isClock() {
        return id.equals(CLOCK);
    }
}
