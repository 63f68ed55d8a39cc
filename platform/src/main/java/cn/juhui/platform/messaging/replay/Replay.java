package cn.juhui.platform.messaging.replay;

import org.jspecify.annotations.Nullable;

/// How it went with a record that was worked once more.
///
/// @param reason why not; null where it was taken
public record Replay(Outcome outcome, @Nullable String reason) {

    public enum Outcome {
        /// The service took it, or had taken it before.
        DONE,
        /// It can't be read, its source did not tell it, or the aggregate that it is about says no.
        REFUSED,
        /// It broke.
        FAILED,
        /// The service, or somebody whom it needs, is away: nothing is known, and it can be tried again.
        AWAY
    }

    static Replay done() {
        return new Replay(Outcome.DONE, null);
    }

    static Replay refused(@Nullable String reason) {
        return new Replay(Outcome.REFUSED, reason);
    }

    static Replay failed(String reason) {
        return new Replay(Outcome.FAILED, reason);
    }

    /// Nobody could be asked.
    public static Replay away(@Nullable String reason) {
        return new Replay(Outcome.AWAY, reason);
    }
}
