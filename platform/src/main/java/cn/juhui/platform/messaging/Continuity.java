package cn.juhui.platform.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees whether the records of an aggregate follow each other without a gap, and asks its source when they don't.
///
/// A partition is read in order, so what this process last saw pass by says which position comes next, whatever type it has. A gap: the source is asked to tell
/// again what is missing, and everything after it, this record included, which is left. What does not come next (it is said to be told again, it stands behind what
/// was seen, or nothing was seen yet by a process that has just started) is shown to the source, which knows the id and the print of each entry: one that is none of its own is
/// a forgery, put where people look. So a forged record that was believed because it came next, to a listener that doesn't ask each time, keeps none of the real ones out.
final class Continuity {

    private static final Logger LOG = LoggerFactory.getLogger(Continuity.class);
    private static final int REMEMBERED = 20_000;

    private final Sources sources;
    private final MeterRegistry meters;

    private final Map<String, Place> last =
            new LinkedHashMap<>(1024, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// @param meters where gaps are counted: `juhui.messages.gaps{topic}`
    Continuity(Sources sources, MeterRegistry meters) {
        this.sources = sources;
        this.meters = meters;
    }

    /// What to take the record as.
    ///
    /// @param handled whether anybody here listens to its type
    /// @param print of what it says ([cn.juhui.platform.journal.history.EntryPrint])
    /// @return empty for a record that is left, because it will be told again
    /// @throws ForgedRecordException for one that its source did not tell
    /// @throws cn.juhui.platform.http.client.ServiceAwayException when its source must be asked and can't
    Optional<Place> follow(String topic, Place place, boolean handled, Supplier<String> print) {
        if (!sources.know(topic)) {
            return Optional.of(place);
        }
        var before = place.again() ? null : seen(place.subject());
        if (before != null && place.sequence() > before.sequence() + 1) {
            fill(topic, place, before.sequence());
            return Optional.empty();
        }
        var comesNext =
                before == null
                        ? !place.again() && place.sequence() == 1
                        : place.sequence() > before.sequence() || place.isSameAs(before);
        if (comesNext) {
            return Optional.of(place);
        }
        if (handled) {
            verify(topic, place, print);
        }
        return Optional.of(before == null ? place : place.toldAgain());
    }

    /// The record was dealt with.
    void passed(Place place) {
        synchronized (last) {
            var before = last.get(place.subject());
            if (before == null || before.sequence() <= place.sequence()) {
                last.put(place.subject(), place);
            }
        }
    }

    private @Nullable Place seen(String subject) {
        synchronized (last) {
            return last.get(subject);
        }
    }

    /// @throws ForgedRecordException when its source did not tell it, or told something else
    /// @throws cn.juhui.platform.http.client.ServiceAwayException when its source can't be asked
    void verify(String topic, Place place, Supplier<String> print) {
        if (!sources.know(topic)) {
            return;
        }
        var told = sources.told(topic, place.subject(), place.sequence());
        if (told.sequence() < place.sequence()) {
            throw beyond(place, told.sequence());
        }
        var isAnother = told.entryId() != null && !told.entryId().equals(place.id());
        if (isAnother || (told.entryPrint() != null && !told.entryPrint().equals(print.get()))) {
            throw new ForgedRecordException(
                    "%s is not what %s told at %d"
                            .formatted(place.id(), place.subject(), place.sequence()));
        }
    }

    Counter gaps(String topic) {
        return Counter.builder("juhui.messages.gaps")
                .description("Gaps in what a source told, which was told again")
                .tag("topic", topic)
                .register(meters);
    }

    private void fill(String topic, Place place, long from) {
        gaps(topic).increment();
        LOG.warn(
                "{}: {} goes on at {} after {}; it is told again",
                topic,
                place.subject(),
                place.sequence(),
                from);
        var told = sources.tellAgain(topic, place.subject(), from);
        if (told.sequence() < place.sequence()) {
            throw beyond(place, told.sequence());
        }
    }

    private static ForgedRecordException beyond(Place place, long end) {
        return new ForgedRecordException(
                "%s says that it is number %d of %s, whose history ends at %d"
                        .formatted(place.id(), place.sequence(), place.subject(), end));
    }
}
