package cn.juhui.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees whether the records of an aggregate follow each other without a gap, and asks its source when they don't.
///
/// A partition is read in order, so what this process last saw pass by says which position comes next, whatever type it has. A gap: the source is asked to tell
/// again what is missing, and everything after it, this record included, which is left. A position beyond the source's history, or one that the
/// source gave to another entry, is a forgery: it is put where people look. Where nothing was seen yet (a process that has just started), the source
/// is asked whether the record is one of its own before its position is believed.
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
    /// @return empty for a record that is left, because it will be told again
    /// @throws UnprocessableRecordException for one that its source did not tell
    /// @throws cn.juhui.platform.http.NeighbourAwayException when its source must be asked and can't
    Optional<Place> follow(String topic, Place place, boolean handled) {
        if (place.again() || !sources.know(topic)) {
            return Optional.of(place);
        }
        var before = seen(place.subject());
        if (before == null) {
            return Optional.of(handled && place.sequence() > 1 ? verified(topic, place) : place);
        }
        if (place.sequence() > before.sequence() + 1) {
            fill(topic, place, before.sequence());
            return Optional.empty();
        }
        var contradicts = place.sequence() == before.sequence() && !place.id().equals(before.id());
        return Optional.of(contradicts ? verified(topic, place).toldAgain() : place);
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

    /// @throws UnprocessableRecordException when its source did not tell it
    /// @throws cn.juhui.platform.http.NeighbourAwayException when its source can't be asked
    void verify(String topic, Place place) {
        if (sources.know(topic)) {
            var unused = verified(topic, place);
        }
    }

    private Place verified(String topic, Place place) {
        var told = sources.told(topic, place.subject(), place.sequence());
        if (told.sequence() < place.sequence()) {
            throw beyond(place, told.sequence());
        }
        if (told.entryId() != null && !told.entryId().equals(place.id())) {
            throw new UnprocessableRecordException(
                    "%s is not what %s told at %d"
                            .formatted(place.id(), place.subject(), place.sequence()));
        }
        return place;
    }

    private void fill(String topic, Place place, long from) {
        meters.counter("juhui.messages.gaps", "topic", topic).increment();
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

    private static UnprocessableRecordException beyond(Place place, long end) {
        return new UnprocessableRecordException(
                "%s says that it is number %d of %s, whose history ends at %d"
                        .formatted(place.id(), place.sequence(), place.subject(), end));
    }
}
