package cn.juhui.platform.messaging;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.platform.journal.DocumentFullException;
import cn.juhui.platform.resilience.Ticker;
import cn.juhui.platform.trace.TraceContext;
import cn.juhui.platform.trace.WorkLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/// The ear of a service on one topic: bind it as a Spring Cloud Stream function bean.
///
/// ```java
/// @Bean
/// Consumer<Message<byte[]>> refunds(HoldForRefund hold, EventReader reader) {
///     return EventListener.with(reader).on(RefundRequested.class, heard -> hold.handle(heard.event(), heard.cause("order-service")));
/// }
/// ```
///
/// Types without a handler are somebody else's business and pass by; those that are known are named ([#passBy]). A handler that throws is called again, during an outage for as
/// long as it lasts; what can't be read at all or is refused ([UnprocessableRecordException]) goes to the dead letters at once, what fails by its own fault after some tries ([DeadLetters]).
public final class EventListener implements Consumer<Message<byte[]>> {

    private final EventReader reader;
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

    /// @throws ListenerBrokenException for an `Error`, which would end the listening thread, and with it the listening, unseen
    @Override
    public void accept(Message<byte[]> message) {
        try {
            TraceContext.in(
                    EventReader.traceOf(message),
                    () ->
                            WorkLog.of(
                                    "event",
                                    () -> take(message),
                                    (work, failure) -> log(work, failure, message)));
        } catch (Error e) {
            Ticker.count("listener-" + EventReader.topicOf(message));
            throw new ListenerBrokenException(e);
        }
    }

    /// What is tried again is told of by who tries ([Retries]).
    private void log(WorkLog work, @Nullable Throwable failure, Message<byte[]> message) {
        var type = reader.typeOf(message);
        var handled = handlers.containsKey(type);
        var place = EventReader.placeOf(message);
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
                message.getHeaders().get(KafkaHeaders.GROUP_ID),
                "topic",
                EventReader.topicOf(message),
                "sequence",
                place == null ? null : place.sequence());
    }

    private void take(Message<byte[]> message) {
        var handler = handlers.get(reader.typeOf(message));
        var place = EventReader.placeOf(message);
        var continuity = reader.continuity();
        if (place == null || continuity == null) {
            handle(handler, message, place != null && place.again());
            return;
        }
        var topic = EventReader.topicOf(message);
        continuity
                .follow(topic, place, handler != null, () -> reader.printOf(message))
                .ifPresent(taken -> {
                    try {
                        handle(handler, message, taken.again());
                    } catch (ForgedRecordException e) {
                        throw e;
                    } catch (UnprocessableRecordException | DocumentFullException e) {
                        continuity.passed(place);
                        throw e;
                    } catch (NewerRecordException e) {
                        continuity.verify(topic, place, () -> reader.printOf(message));
                        throw e;
                    }
                    continuity.passed(place);
                });
    }

    private void handle(@Nullable Handler<?> handler, Message<byte[]> message, boolean again) {
        if (handler != null) {
            handler.handle(reader, message, again);
        }
    }

    private record Handler<E extends Event>(
            Class<E> type, Consumer<ReceivedEvent<E>> then, Predicate<E> proven) {

        void handle(EventReader reader, Message<byte[]> message, boolean again) {
            var heard = reader.read(message, type, again);
            if (proven.test(heard.event())) {
                reader.prove(message);
            }
            if (heard.event() instanceof Record members) {
                WorkLog.about(heard.subject(), members);
            }
            then.accept(heard);
        }
    }
}
