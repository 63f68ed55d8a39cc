package cn.juhui.platform.messaging;

import cn.juhui.contracts.Event;
import cn.juhui.platform.journal.history.EntryPrint;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.resilience.Failure;
import cn.juhui.platform.trace.TraceContext;
import cn.juhui.platform.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;

/// Reads CloudEvents 1.0 in Kafka's binary mode: attributes in `ce_` headers, the event's data as JSON in the value.
public final class EventReader {

    /// The header of a record that is told again because somebody missed it.
    static final String TOLD_AGAIN = "juhui_again";

    private final @Nullable Continuity continuity;
    private final Tracing tracing;

    /// Of records whose source can't be asked.
    public EventReader() {
        this.continuity = null;
        this.tracing = Tracing.OFF;
    }

    /// @param sources who is asked about gaps
    /// @param tracing where the handling of records is seen
    public EventReader(Sources sources, MeterRegistry meters, Tracing tracing) {
        this.continuity = new Continuity(sources, meters);
        this.tracing = tracing;
    }

    Tracing tracing() {
        return tracing;
    }

    @Nullable Continuity continuity() {
        return continuity;
    }

    /// Records of this topic will come.
    void expect(String topic) {
        if (continuity != null) {
            continuity.gaps(topic);
        }
    }

    /// The trace that the record belongs to; null when it says none.
    static @Nullable String traceOf(ConsumerRecord<?, ?> record) {
        return TraceContext.wellFormed(header(record, "traceparent"));
    }

    /// Runs what is to be said about a record outside of its handling.
    static void inTraceOf(ConsumerRecord<?, ?> record, Runnable task) {
        TraceContext.in(traceOf(record), task);
    }

    /// Where the record stands; null when it doesn't say, or not in a usable way.
    static @Nullable Place placeOf(ConsumerRecord<?, ?> record) {
        var id = header(record, "id");
        var subject = header(record, "subject");
        var sequence = header(record, "sequence");
        if (id == null
                || subject == null
                || sequence == null
                || !EventBounds.isSubject(id)
                || !EventBounds.isSubject(subject)
                || !POSITION.matcher(sequence).matches()) {
            return null;
        }
        var again = record.headers().lastHeader(TOLD_AGAIN) != null;
        return new Place(id, subject, Long.parseLong(sequence), again);
    }

    static void markAsToldAgain(ConsumerRecord<?, ?> record) {
        record.headers().remove(TOLD_AGAIN).add(TOLD_AGAIN, "1".getBytes(StandardCharsets.UTF_8));
    }

    /// The record was given up: its place is no gap.
    void givenUp(ConsumerRecord<?, ?> record) {
        var place = placeOf(record);
        if (continuity != null && place != null) {
            continuity.passed(place);
        }
    }

    private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,17}");

    /// The wire name of what came in; empty when the record says none.
    String typeOf(ConsumerRecord<?, byte[]> record) {
        var type = header(record, "type");
        return type == null ? "" : type;
    }

    /// Asks the source whether it told this record; nobody is asked where nobody can be.
    ///
    /// @throws ForgedRecordException when it didn't
    void prove(ConsumerRecord<?, byte[]> record) {
        var place = placeOf(record);
        if (continuity != null && place != null) {
            continuity.verify(record.topic(), place, () -> printOf(record));
        }
    }

    /// The print of what a record says; empty when it says nothing that could be printed.
    String printOf(ConsumerRecord<?, byte[]> record) {
        var time = header(record, "time");
        var json = record.value();
        if (time == null || json == null) {
            return "";
        }
        try {
            return EntryPrint.of(typeOf(record), time, json);
        } catch (JacksonException e) {
            return "";
        }
    }

    /// @param again whether it counts as told again
    /// @throws UnprocessableRecordException when attributes are missing or the data is not of the type's form
    <E extends Event> ReceivedEvent<E> read(
            ConsumerRecord<?, byte[]> record, Class<E> type, boolean again) {
        try {
            return new ReceivedEvent<>(
                    EventBounds.subject("id", required(record, "id")),
                    EventBounds.subject("subject", required(record, "subject")),
                    EventBounds.sequence(Long.parseLong(required(record, "sequence"))),
                    again,
                    EventBounds.instant("ce_time", Instant.parse(required(record, "time"))),
                    EventBounds.id("merchantid", required(record, "merchantid")),
                    traceOf(record),
                    data(record, type));
        } catch (NumberFormatException | DateTimeException e) {
            throw new UnprocessableRecordException("Ill-formed attribute", e);
        }
    }

    private static <E extends Event> E data(ConsumerRecord<?, byte[]> record, Class<E> type) {
        var json = record.value();
        var data = json == null ? null : parse(json, type);
        if (data == null) {
            throw new UnprocessableRecordException("The data is null");
        }
        return data;
    }

    /// Nothing but the record decides what happens here, so whatever goes wrong is the record's fault.
    private static <E extends Event> @Nullable E parse(byte[] json, Class<E> type) {
        EventBounds.bytes(json);
        try {
            var data = StateMapper.fromJson(json, type);
            if (data instanceof Record members) {
                EventBounds.check(members);
            }
            return data;
        } catch (UnprocessableRecordException e) {
            throw e;
        } catch (InvalidFormatException e) {
            if (e.getTargetType() != null
                    && e.getTargetType().isEnum()
                    && e.getValue() instanceof String) {
                throw new NewerRecordException(
                        "%s has no %s yet".formatted(type.getSimpleName(), e.getValue()), e);
            }
            throw notA(type, e);
        } catch (RuntimeException | ReflectiveOperationException e) {
            throw notA(type, e);
        }
    }

    /// Names what is wrong and where, and repeats nothing of what the record says.
    private static UnprocessableRecordException notA(Class<?> type, Exception e) {
        var where =
                e instanceof JacksonException json && !json.getPath().isEmpty()
                        ? " at "
                                + json.getPath().stream()
                                        .map(step ->
                                                step.getPropertyName() == null
                                                        ? String.valueOf(step.getIndex())
                                                        : String.valueOf(
                                                                Failure.cut(
                                                                        step.getPropertyName())))
                                        .collect(Collectors.joining("."))
                        : "";
        return new UnprocessableRecordException(
                "Not a %s: %s%s"
                        .formatted(type.getSimpleName(), e.getClass().getSimpleName(), where),
                e);
    }

    private static String required(ConsumerRecord<?, byte[]> record, String attribute) {
        var value = header(record, attribute);
        if (value == null) {
            throw new UnprocessableRecordException("Missing ce_" + attribute);
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String attribute) {
        var header = record.headers().lastHeader("ce_" + attribute);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
