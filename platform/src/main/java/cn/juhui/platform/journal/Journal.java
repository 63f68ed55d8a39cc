package cn.juhui.platform.journal;

import cn.juhui.contracts.Event;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The only door to stored aggregates: state and events go in together or not at all, in one guarded update of one
/// document, and every event stored reaches Kafka, in order, at least once.
///
/// There is no `save`: nobody can store a state and forget its events.
///
/// @param <A> the aggregate, an immutable value
/// @param <E> its events
public interface Journal<A, E extends Event> {

    /// The aggregate as it is now.
    default Optional<Stored<A>> find(String id) {
        return load(id).map(Loaded::stored);
    }

    /// The aggregate as it is now, for somebody who may go on to tell it something.
    Optional<Loaded<A, E>> load(String id);

    /// The whole history, oldest first; empty when there is no such aggregate.
    List<HistoryEntry> history(String id);

    /// Stores a new aggregate with its first events.
    ///
    /// @return it as it is stored now; empty, and nothing stored, when one with this id exists already: who retries gets what they made before
    ///
    /// @throws DocumentFullException when it is larger than an aggregate may be
    Optional<Stored<A>> add(String id, A aggregate, List<E> events, Cause cause);

    /// Loads, lets decide, stores what was accepted. Decides anew when somebody else stored first, so `decide` must have
    /// no side effects. What was heard before ([Cause#heard()]) is not decided again.
    ///
    /// An operation ([Cause#isOperation()]) changes an aggregate once: who tries it again, after a crash or at the same moment, gets the
    /// aggregate as it is now, as [Handled.Changed], although their version is an old one by now, and although it would be refused by now.
    ///
    /// @throws DocumentFullException when it would be larger than an aggregate may be; nothing is changed
    <R> Handled<A, R> handle(String id, Cause cause, Function<Stored<A>, Decision<A, E, R>> decide);

    /// Aggregates whose deadline has passed, claimed for this instance for a short while, earliest first.
    List<String> claimDue(Instant now, int limit);

    /// Leaves a claimed deadline alone until then: handling it fails. Whatever changes the aggregate meanwhile sets its next deadline anew.
    ///
    /// @param claimedAt what the claim was made with
    void pauseDue(String id, Instant claimedAt, Instant until);

    /// Aggregates that have waited for too long for what others should tell ([JournalSpec#waits()]), each claimed until it is looked after the next time: a
    /// minute after its last change, then after two, four … minutes, six hours at most, until it changes.
    List<String> claimWaiting(Instant now, int limit);
}
