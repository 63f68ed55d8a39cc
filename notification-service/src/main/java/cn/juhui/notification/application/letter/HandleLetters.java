package cn.juhui.notification.application.letter;

import cn.juhui.contracts.Actor;
import cn.juhui.notification.domain.letter.DeadLetter;
import cn.juhui.notification.domain.letter.DeadLetter.Attempt;
import cn.juhui.notification.domain.letter.DeadLetter.Discarded;
import cn.juhui.platform.audit.AuditTrail;
import cn.juhui.platform.messaging.replay.Replay;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Has a dead letter worked again, or leaves it. Each is written to the audit trail before it is done. One letter is worked by one caller at a time; that a
/// letter which is worked twice after a crash is done once, the listening services see to: they know what they heard by its id.
public final class HandleLetters {

    private final Letters letters;
    private final Listeners listeners;
    private final AuditTrail audit;
    private final LetterMeters meters;
    private final Clock clock;

    /// @param clock real time: operators look at it, not customers
    public HandleLetters(
            Letters letters,
            Listeners listeners,
            AuditTrail audit,
            LetterMeters meters,
            Clock clock) {
        this.letters = letters;
        this.listeners = listeners;
        this.audit = audit;
        this.meters = meters;
        this.clock = clock;
    }

    /// The service that gave it up works it, now.
    ///
    /// @return the letter as it is then; empty when it was not open, or not there
    public Optional<DeadLetter> replay(String id, Actor by) {
        var found = letters.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var record = letters.take(id, clock.instant());
        if (record.isEmpty()) {
            return Optional.empty();
        }
        var service = found.get().service();
        var noted = audit.note(by, "DEAD_LETTER_REPLAYED", id, null);
        var replay = listeners.replay(service, record.get());
        var outcome = replay.outcome().name();
        var tried =
                letters.tried(id, new Attempt(clock.instant(), by.id(), outcome, replay.reason()));
        audit.ended(noted, outcome, state(DeadLetter.State.OPEN), state(tried.state()));
        meters.count(service, replay.outcome() == Replay.Outcome.DONE ? "REPLAYED" : "REFUSED");
        return Optional.of(tried);
    }

    /// Nobody works it any more.
    ///
    /// @return empty when it was not open, or not there
    public Optional<DeadLetter> discard(String id, Actor by, String reason) {
        var found = letters.find(id).filter(one -> one.state() == DeadLetter.State.OPEN);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var noted = audit.note(by, "DEAD_LETTER_DISCARDED", id, reason);
        var left = letters.discard(id, new Discarded(clock.instant(), by.id(), reason));
        left.ifPresentOrElse(
                letter ->
                        audit.ended(
                                noted, "DONE", state(DeadLetter.State.OPEN), state(letter.state())),
                () -> audit.ended(noted, "TOO_LATE"));
        left.ifPresent(letter -> meters.count(letter.service(), "DISCARDED"));
        return left;
    }

    private static Map<String, Object> state(DeadLetter.State state) {
        return Map.of("state", state.name());
    }
}
