package cn.juhui.notification.application.feed;

import cn.juhui.notification.domain.feed.FeedEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Reads a merchant's events from a place on, and waits for the next one where asked.
public final class ReadFeed {

    private final Feed feed;
    private final FeedWaiters waiters;

    public ReadFeed(Feed feed, FeedWaiters waiters) {
        this.feed = feed;
        this.waiters = waiters;
    }

    /// What was found.
    ///
    /// @param next the position behind which to go on
    public record Found(List<FeedEvent> events, long next) {}

    /// @param position behind which to read
    /// @param types only these; empty: all
    /// @param wait how long to wait where nothing is there yet
    public Found read(
            String merchantId, long position, Collection<String> types, int limit, Duration wait) {
        var mine = wait.isZero() ? Optional.<FeedWaiters.Wait>empty() : waiters.begin(merchantId);
        if (mine.isEmpty()) {
            return look(merchantId, position, types, limit);
        }
        var until = System.nanoTime() + wait.toNanos();
        try (var news = mine.get()) {
            while (true) {
                var found = look(merchantId, position, types, limit);
                var left = Duration.ofNanos(until - System.nanoTime());
                if (!found.events().isEmpty() || !left.isPositive() || isInterrupted()) {
                    return found;
                }
                news.forNews(left);
            }
        }
    }

    /// Whether nothing behind this position has expired.
    public boolean isWhole(String merchantId, long position) {
        return feed.isWhole(merchantId, position);
    }

    /// Where the event with this id stands; empty when it isn't there (any more).
    public Optional<Long> positionOf(String merchantId, String eventId) {
        return feed.positionOf(merchantId, eventId);
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    /// What is behind the last one that was there before looking may have been stored while looking.
    private Found look(String merchantId, long position, Collection<String> types, int limit) {
        var last = feed.last(merchantId);
        var events = feed.after(merchantId, position, types, limit);
        if (events.size() == limit) {
            return new Found(events, events.getLast().position());
        }
        var seen = events.isEmpty() ? 0 : events.getLast().position();
        return new Found(events, Math.max(position, Math.max(last, seen)));
    }
}
