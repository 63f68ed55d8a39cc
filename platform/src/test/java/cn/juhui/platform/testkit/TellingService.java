package cn.juhui.platform.testkit;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Event;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.messaging.EventSender;
import java.time.Instant;

/// Another service, as far as the one under test can tell: it puts events onto Kafka, in their real form.
public final class TellingService implements AutoCloseable {

    private final EventSender sender =
            new EventSender("another-service", TestBackends.kafkaServers());

    /// Tells an event, as entry number `sequence` of the subject's history. The same id again is the same message again.
    public void tell(
            String topic,
            String subject,
            String merchantId,
            long sequence,
            String eventId,
            Event event) {
        var entry =
                new HistoryEntry(
                        sequence,
                        eventId,
                        event.type(),
                        Instant.now(),
                        Actor.system("another-service"),
                        "test",
                        null,
                        StateMapper.toTree(event),
                        null,
                        "");
        sender.send(
                topic,
                subject,
                merchantId,
                entry,
                failure -> {
                    if (failure != null) {
                        throw new IllegalStateException(failure);
                    }
                });
    }

    /// Tells an event for the first time.
    public void tell(String topic, String subject, String merchantId, long sequence, Event event) {
        tell(topic, subject, merchantId, sequence, Ids.next("evt"), event);
    }

    @Override
    public void close() {
        sender.close();
    }
}
