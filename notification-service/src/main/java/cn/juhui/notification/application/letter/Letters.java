package cn.juhui.notification.application.letter;

import cn.juhui.notification.domain.letter.DeadLetter;
import cn.juhui.notification.domain.letter.DeadLetter.Attempt;
import cn.juhui.notification.domain.letter.DeadLetter.Discarded;
import cn.juhui.platform.messaging.replay.ReplayedRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The dead letters of all services.
public interface Letters {

    /// Keeps one, once.
    ///
    /// @param place where it lies in Kafka: what was kept from there is not kept again
    /// @param exact what goes back when it is worked again, sealed in the store
    /// @return false when it was there already
    boolean keep(DeadLetter letter, String place, ReplayedRecord exact);

    /// Newest first.
    ///
    /// @param before only those older than the one with this id; null: from the newest
    List<DeadLetter> list(Sought sought, @Nullable String before, int limit);

    /// The ids of open ones, oldest first.
    List<String> open(Sought sought, int limit);

    /// How many are open, by service.
    Map<String, Long> open();

    Optional<DeadLetter> find(String id);

    /// Takes an open one for a replay, so that nobody else does at the same time. Whoever takes it must say how it went; a process that dies
    /// meanwhile gives it up after a minute.
    ///
    /// @return the exact record; empty when it is not open, or not there
    Optional<ReplayedRecord> take(String id, Instant now);

    /// How the replay went: taken, it is `REPLAYED` and its record is forgotten; else it is open again.
    DeadLetter tried(String id, Attempt attempt);

    /// Leaves an open one for good; its record is forgotten.
    ///
    /// @return empty when it is not open, or not there
    Optional<DeadLetter> discard(String id, Discarded discarded);

    /// Null for any.
    record Sought(
            @Nullable String service,
            @Nullable String type,
            @Nullable String subject,
            DeadLetter.@Nullable State state) {}
}
