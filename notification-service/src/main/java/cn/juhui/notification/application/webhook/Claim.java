package cn.juhui.notification.application.webhook;

import cn.juhui.notification.domain.feed.FeedEvent;
import cn.juhui.notification.domain.webhook.Endpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An endpoint while one instance works for it, and how far it is with it.
///
/// @param position up to which event of the merchant deliveries were made
/// @param replay what is sent once more; null: nothing (any more)
/// @param replaying whether something was to be sent once more when it was claimed
/// @param failingSince when its first failure was after the last success; null when the last try was one
/// @param pausedUntil before when nothing is sent there, as it asked; null: at once
/// @param wakes how often somebody said that there is something to do
public record Claim(
        Endpoint endpoint,
        long position,
        @Nullable Replay replay,
        boolean replaying,
        @Nullable Instant failingSince,
        @Nullable Instant pausedUntil,
        long wakes) {

    /// Events that are sent once more: those behind `position` up to `last` that happened at `from` or later, and before `to`.
    ///
    /// @param all whether also what was delivered
    public record Replay(long position, long last, Instant from, Instant to, boolean all) {

        boolean wants(FeedEvent event) {
            return event.position() <= last
                    && !event.at().isBefore(from)
                    && event.at().isBefore(to);
        }

        /// The rest of it; null when that is nothing.
        @Nullable Replay behind(long done) {
            return done >= last ? null : new Replay(done, last, from, to, all);
        }
    }

    /// The same so far on.
    Claim at(long newPosition, @Nullable Replay rest) {
        return new Claim(endpoint, newPosition, rest, replaying, failingSince, pausedUntil, wakes);
    }

    /// The same with how it fared.
    Claim faring(@Nullable Instant since, @Nullable Instant paused) {
        return new Claim(endpoint, position, replay, replaying, since, paused, wakes);
    }
}
