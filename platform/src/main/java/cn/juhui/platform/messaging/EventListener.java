package cn.juhui.platform.messaging;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.platform.journal.DocumentFullException;
import cn.juhui.platform.messaging.poll.HandledAhead;
import cn.juhui.platform.messaging.poll.Poll;
import cn.juhui.platform.resilience.Ticker;
import cn.juhui.platform.trace.Tracing;
import cn.juhui.platform.trace.WorkLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/// The ear of a service on one topic: bind it as a Spring Cloud Stream function bean.
///
/// ```java
/// @Bean
/// EventListener refunds(HoldForRefund hold, EventReader reader) {
///     return EventListener.with(reader).on(RefundRequested.class, heard -> hold.handle(heard.event(), heard.cause("order-service")));
/// }
/// ```
///
/// Types without a handler are somebody else's business and pass by; those that are known are named ([#passBy]). A handler that throws is called again, during an outage for as
/// long as it lasts; what can't be read at all or is refused ([UnprocessableRecordException]) goes to the dead letters at once, what fails by its own fault after some tries ([DeadLetters]).
public final class EventListener
        implements Consumer<Message<List<ConsumerRecord<byte[], byte[]>>>> {

    private final EventReader reader;
    private final HandledAhead ahead = new HandledAhead();
    private final Map<String, Handler<?>> handlers = new LinkedHashMap<>();

    private EventListener(EventReader reader) {
        this.reader = reader;
    }

    public static EventListener with(EventReader reader) {
        return new EventListener(reader);
    }

    /// Adds the handler of one type.
    ///
    /// @throws IllegalStateException when the type has one already
    public <E extends Event> EventListener on(Class<E> type, Consumer<ReceivedEvent<E>> handler) {
        return on(type, handler, _ -> false);
    }

    /// Adds the handler of one type whose every record is shown to its source first: for what ends a story, lets cards go or says where the money is. Costs one question each.
    ///
    /// @throws IllegalStateException when the type has one already
    public <E extends Event> EventListener onProven(
            Class<E> type, Consumer<ReceivedEvent<E>> handler) {
        return onProven(type, handler, _ -> true);
    }

    /// The same for some of its records.
    ///
    /// @param when whether what it says must be proven
    public <E extends Event> EventListener onProven(
            Class<E> type, Consumer<ReceivedEvent<E>> handler, Predicate<E> when) {
        return on(type, handler, when);
    }

    /// Names what of a family of events is somebody else's business. An event of it that has no handler and isn't named
    /// is one that nobody has thought of.
    ///
    /// @throws IllegalStateException when there is such a one, or one that is named has a handler
    public <E extends Event> EventListener passBy(
            Class<E> family, List<Class<? extends E>> others) {
        var named = others.stream().map(EventTypes::nameOf).collect(Collectors.toSet());
        EventTypes.all()
                .forEach((name, type) -> {
                    if (family.isAssignableFrom(type)
                            && named.contains(name) == handlers.containsKey(name)) {
                        throw new IllegalStateException(
                                "Neither heard nor passed by, or both: " + name);
                    }
                });
        return this;
    }

    private <E extends Event> EventListener on(
            Class<E> type, Consumer<ReceivedEvent<E>> handler, Predicate<E> proven) {
        var name = EventTypes.nameOf(type);
        if (handlers.put(name, new Handler<>(type, handler, proven)) != null) {
            throw new IllegalStateException("Two handlers for " + name);
        }
        return this;
    }

    /// Takes what a poll brought: one aggregate's records in their order, aggregates side by side.
    @Override
    public void accept(Message<List<ConsumerRecord<byte[], byte[]>>> poll) {
        var group = poll.getHeaders().get(KafkaHeaders.GROUP_ID, String.class);
        new Poll(poll.getPayload(), ahead, record -> hear(record, group)).handle();
    }

    /// Takes one record.
    ///
    /// @param group the listening service; null where nobody says
    /// @throws ListenerBrokenException for an `Error`, which would end the listening thread, and with it the listening, unseen
    public void hear(ConsumerRecord<byte[], byte[]> record, @Nullable String group) {
        try {
            // What is nobody's business here is no part of the story.
            var tracing = hears(record) ? reader.tracing() : Tracing.OFF;
            tracing.in(
                    Tracing.Kind.CONSUMER,
                    record.topic(),
                    EventReader.traceOf(record),
                    () ->
                            WorkLog.of(
                                    "event",
                                    () -> take(record),
                                    (work, failure) -> log(work, failure, record, group)));
        } catch (Error e) {
            Ticker.count("listener-" + record.topic());
            throw new ListenerBrokenException(e);
        }
    }

    /// Whether anything is done here on records of this one's type.
    public boolean hears(ConsumerRecord<byte[], byte[]> record) {
        return handlers.containsKey(reader.typeOf(record));
    }

    /// Takes a record that was given up once more, whatever was heard since.
    ///
    /// @param group the listening service
    public void hearAgain(ConsumerRecord<byte[], byte[]> record, String group) {
        EventReader.markAsToldAgain(record);
        hear(record, group);
    }

    /// What is tried again is told of by who tries ([Retries]).
    private void log(
            WorkLog work,
            @Nullable Throwable failure,
            ConsumerRecord<byte[], byte[]> record,
            @Nullable String group) {
        var type = reader.typeOf(record);
        var handled = handlers.containsKey(type);
        var place = EventReader.placeOf(record);
        work.names(place == null ? null : place.subject());
        var refused =
                failure instanceof UnprocessableRecordException
                        || failure instanceof DocumentFullException;
        var came =
                refused
                        ? "REFUSED"
                        : failure != null ? "FAILED" : handled ? work.outcome().name() : "IGNORED";
        var quiet =
                !handled
                        || failure != null && !refused
                        || work.outcome() == WorkLog.Outcome.UNCHANGED;
        work.write(
                quiet ? Level.DEBUG : Level.INFO,
                handled ? type : "of another type",
                came,
                "service",
                group,
                "topic",
                record.topic(),
                "sequence",
                place == null ? null : place.sequence());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        var handler = handlers.get(reader.typeOf(record));
        var place = EventReader.placeOf(record);
        var continuity = reader.continuity();
        if (place == null || continuity == null) {
            handle(handler, record, place != null && place.again());
            return;
        }
        var topic = record.topic();
        continuity
                .follow(topic, place, handler != null, () -> reader.printOf(record))
                .ifPresent(taken -> {
                    try {
                        handle(handler, record, taken.again());
                    } catch (ForgedRecordException e) {
                        throw e;
                    } catch (UnprocessableRecordException | DocumentFullException e) {
                        continuity.passed(place);
                        throw e;
                    } catch (NewerRecordException e) {
                        continuity.verify(topic, place, () -> reader.printOf(record));
                        throw e;
                    }
                    continuity.passed(place);
                });
    }

    private void handle(
            @Nullable Handler<?> handler, ConsumerRecord<byte[], byte[]> record, boolean again) {
        if (handler != null) {
            handler.handle(reader, record, again);
        }
    }

    private record Handler<E extends Event>(
            Class<E> type, Consumer<ReceivedEvent<E>> then, Predicate<E> proven) {

        void handle(EventReader reader, ConsumerRecord<byte[], byte[]> record, boolean again) {
            var heard = reader.read(record, type, again);
            if (proven.test(heard.event())) {
                reader.prove(record);
            }
            if (heard.event() instanceof Record members) {
                WorkLog.about(heard.subject(), members);
            }
            then.accept(heard);
        }
    }
}
