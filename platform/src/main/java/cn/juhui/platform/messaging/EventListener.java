package cn.juhui.platform.messaging;

import cn.juhui.contracts.Event;
import cn.juhui.platform.journal.DocumentFullException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
/// Types without a handler are somebody else's business and pass by. A handler that throws is called again, during an outage for as
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
    public <E extends Event> EventListener on(Class<E> type, Consumer<Heard<E>> handler) {
        return on(type, false, handler);
    }

    /// Adds the handler of one type whose every record is shown to its source first: for what people rely on as the end of a story, such as money that
    /// arrived. Costs one question each.
    ///
    /// @throws IllegalStateException when the type has one already
    public <E extends Event> EventListener onProven(Class<E> type, Consumer<Heard<E>> handler) {
        return on(type, true, handler);
    }

    private <E extends Event> EventListener on(
            Class<E> type, boolean proven, Consumer<Heard<E>> handler) {
        var name = cn.juhui.contracts.EventTypes.nameOf(type);
        if (handlers.put(name, new Handler<>(type, proven, handler)) != null) {
            throw new IllegalStateException("Two handlers for " + name);
        }
        return this;
    }

    @Override
    public void accept(Message<byte[]> message) {
        var handler = handlers.get(reader.typeOf(message));
        var place = EventReader.placeOf(message);
        var continuity = reader.continuity();
        if (place == null || continuity == null) {
            handle(handler, message, place != null && place.again());
            return;
        }
        continuity
                .follow(EventReader.topicOf(message), place, handler != null)
                .ifPresent(taken -> {
                    try {
                        if (handler != null && handler.proven()) {
                            continuity.verify(EventReader.topicOf(message), place);
                        }
                        handle(handler, message, taken.again());
                    } catch (UnprocessableRecordException | DocumentFullException e) {
                        continuity.passed(place);
                        throw e;
                    } catch (NewerRecordException e) {
                        continuity.verify(EventReader.topicOf(message), place);
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
            Class<E> type, boolean proven, Consumer<Heard<E>> then) {

        void handle(EventReader reader, Message<byte[]> message, boolean again) {
            var heard = reader.read(message, type, again);
            TraceContext.in(heard.traceparent(), () -> then.accept(heard));
        }
    }
}
