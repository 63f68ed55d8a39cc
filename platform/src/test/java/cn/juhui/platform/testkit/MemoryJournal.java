package cn.juhui.platform.testkit;

import cn.juhui.contracts.Event;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Loaded;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.journal.history.HashChain;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.journal.mongo.Waiting;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A journal in memory, held to the same contract as the real one (`JournalContract`). Keeps what was told in order, so that a test
/// can hand it on to another use case as Kafka would.
public final class MemoryJournal<A, E extends Event> implements Journal<A, E> {

    /// One event as another service would hear it.
    public record Told<E>(String subject, long sequence, E event) {}

    private final Clock clock;
    private final Function<A, @Nullable Instant> dueAt;
    private final Map<String, Stored<A>> stored = new LinkedHashMap<>();
    private final Map<String, List<HistoryEntry>> histories = new HashMap<>();
    private final Map<String, Map<String, Long>> seen = new HashMap<>();
    private final Map<String, Instant> claims = new HashMap<>();
    private final Map<String, Integer> looks = new HashMap<>();
    private final Map<String, Instant> lookAt = new HashMap<>();
    private final Predicate<A> waits;
    private @Nullable String losing;
    private int lost;
    private final List<Told<E>> told = new ArrayList<>();

    public MemoryJournal(Clock clock, Function<A, @Nullable Instant> dueAt) {
        this(clock, dueAt, _ -> false);
    }

    /// @param waits as in [cn.juhui.platform.journal.JournalSpec]
    public MemoryJournal(Clock clock, Function<A, @Nullable Instant> dueAt, Predicate<A> waits) {
        this.clock = clock;
        this.dueAt = dueAt;
        this.waits = waits;
    }

    /// The next write with an event of this type is acknowledged, and lost.
    public synchronized void loseWriteOf(String eventType) {
        losing = eventType;
    }

    /// How many writes were lost.
    public synchronized int lost() {
        return lost;
    }

    private boolean isLost(List<E> events) {
        if (events.stream().noneMatch(event -> event.type().equals(losing))) {
            return false;
        }
        losing = null;
        lost++;
        return true;
    }

    /// Everything that was told so far, oldest first.
    public synchronized List<Told<E>> told() {
        return List.copyOf(told);
    }

    @Override
    public synchronized Optional<Loaded<A, E>> load(String id) {
        return Optional.ofNullable(stored.get(id)).map(AsRead::new);
    }

    /// What is in memory is read again at no cost.
    private final class AsRead implements Loaded<A, E> {

        private final Stored<A> stored;

        private AsRead(Stored<A> stored) {
            this.stored = stored;
        }

        @Override
        public Stored<A> stored() {
            return stored;
        }

        @Override
        public <R> Handled<A, R> handle(
                Cause cause, Function<Stored<A>, Decision<A, E, R>> decide) {
            return MemoryJournal.this.handle(stored.id(), cause, decide);
        }
    }

    @Override
    public synchronized List<HistoryEntry> history(String id) {
        return List.copyOf(histories.getOrDefault(id, List.of()));
    }

    @Override
    public synchronized Optional<Stored<A>> add(
            String id, A aggregate, List<E> events, Cause cause) {
        if (stored.containsKey(id)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var added = new Stored<>(id, aggregate, 1, events.size(), now, now);
        if (!isLost(events)) {
            append(id, events, cause, now);
            stored.put(id, added);
        }
        return Optional.of(added);
    }

    @Override
    public synchronized <R> Handled<A, R> handle(
            String id, Cause cause, Function<Stored<A>, Decision<A, E, R>> decide) {
        var before = stored.get(id);
        if (before == null) {
            return new Handled.NotFound<>();
        }
        if (isHeard(id, cause)) {
            return new Handled.Unchanged<>(before);
        }
        if (cause.isOperation()
                && history(id).stream().anyMatch(e -> e.cause().equals(cause.id()))) {
            return new Handled.Changed<>(before);
        }
        if (cause.missed(before.version())) {
            return new Handled.Stale<>(before);
        }
        return switch (decide.apply(before)) {
            case Decision.Refused<A, E, R>(var refusal) -> new Handled.Refused<>(before, refusal);
            case Decision.AlreadyDone<A, E, R> _ -> new Handled.Unchanged<>(before);
            case Decision.Accepted<A, E, R>(var after, var events) ->
                    new Handled.Changed<>(replace(before, after, events, cause));
        };
    }

    private boolean isHeard(String id, Cause cause) {
        var heard = cause.heard();
        if (heard == null) {
            return false;
        }
        return heard.again()
                ? history(id).stream().anyMatch(entry -> entry.cause().equals(cause.id()))
                : seen.getOrDefault(id, Map.of()).getOrDefault(heard.subject(), 0L)
                        >= heard.sequence();
    }

    private Stored<A> replace(Stored<A> before, A after, List<E> events, Cause cause) {
        var id = before.id();
        var now = clock.instant();
        var changed =
                new Stored<>(
                        id,
                        after,
                        before.version() + 1,
                        before.sequence() + events.size(),
                        before.createdAt(),
                        now);
        if (!isLost(events)) {
            append(id, events, cause, now);
            stored.put(id, changed);
            claims.remove(id);
        }
        return changed;
    }

    private void append(String id, List<E> events, Cause cause, Instant now) {
        if (!events.isEmpty()) {
            looks.remove(id);
            lookAt.put(id, Waiting.next(now, 0));
        }
        var history = histories.computeIfAbsent(id, _ -> new ArrayList<>());
        for (var event : events) {
            var seq = history.size() + 1;
            history.add(
                    HashChain.append(
                            history.isEmpty() ? HashChain.START : history.getLast().hash(),
                            seq,
                            Ids.next("evt"),
                            event.type(),
                            now,
                            cause.actor(),
                            cause.id(),
                            cause.traceparent(),
                            StateMapper.toTree(event)));
            told.add(new Told<>(id, seq, event));
        }
        var heard = cause.heard();
        if (heard != null) {
            seen.computeIfAbsent(id, _ -> new HashMap<>())
                    .merge(heard.subject(), heard.sequence(), Math::max);
        }
    }

    @Override
    public synchronized List<String> claimDue(Instant now, int limit) {
        var due =
                stored.values().stream()
                        .filter(s -> isDue(s, now))
                        .sorted(Comparator.comparing(Stored::updatedAt))
                        .limit(limit)
                        .map(Stored::id)
                        .toList();
        due.forEach(id -> claims.put(id, now.plusSeconds(30)));
        return due;
    }

    @Override
    public synchronized void pauseDue(String id, Instant claimedAt, Instant until) {
        claims.replace(id, claimedAt.plusSeconds(30), until);
    }

    @Override
    public synchronized List<String> claimWaiting(Instant now, int limit) {
        var waiting =
                stored.values().stream()
                        .filter(s -> waits.test(s.aggregate()))
                        .map(Stored::id)
                        .filter(id -> !lookAt.getOrDefault(id, Instant.MAX).isAfter(now))
                        .limit(limit)
                        .toList();
        waiting.forEach(id -> lookAt.put(id, Waiting.next(now, looks.merge(id, 1, Integer::sum))));
        return waiting;
    }

    private boolean isDue(Stored<A> s, Instant now) {
        var at = dueAt.apply(s.aggregate());
        var claimed = claims.get(s.id());
        return at != null && !at.isAfter(now) && (claimed == null || !claimed.isAfter(now));
    }
}
