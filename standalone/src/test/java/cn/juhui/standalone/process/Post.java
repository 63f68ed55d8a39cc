package cn.juhui.standalone.process;

import cn.juhui.contracts.Event;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.UnprocessableRecordException;
import cn.juhui.platform.testkit.MemoryJournal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Carries one service's events to one other, as Kafka does: in order per aggregate, some of them twice, and again from where the
/// listener stood when it died; and as it must never do: now and then a record is lost.
final class Post {

    private final Losses losses;
    private final String topic;
    private final MemoryJournal<?, ? extends Event> from;
    private final EventListener to;
    private final Map<String, Integer> delivered = new HashMap<>();
    private final Map<String, Deque<HistoryEntry>> again = new HashMap<>();

    /// @param losses which records it loses
    Post(String topic, MemoryJournal<?, ? extends Event> from, EventListener to, Losses losses) {
        this.losses = losses;
        this.topic = topic;
        this.from = from;
        this.to = to;
    }

    boolean isOn(String other) {
        return topic.equals(other);
    }

    /// Somebody asked for what follows this position.
    void tellAgain(String subject, long after) {
        from.history(subject).stream()
                .filter(entry -> entry.seq() > after)
                .forEach(again.computeIfAbsent(subject, _ -> new ArrayDeque<>())::add);
    }

    /// Delivers the next event of one of these aggregates.
    ///
    /// @return whether there was one
    boolean deliver(List<String> subjects, Random chance, boolean calm) {
        for (var subject : subjects) {
            var history = from.history(subject);
            var next = delivered.getOrDefault(subject, 0);
            var toldAgain = again.getOrDefault(subject, new ArrayDeque<>());
            if (!toldAgain.isEmpty() && (next == history.size() || chance.nextBoolean())) {
                hand(record(subject, toldAgain.removeFirst(), true));
                return true;
            }
            if (next < history.size()) {
                var entry = history.get(next);
                if (losses.hit(subject, entry, calm, chance)) {
                    delivered.put(subject, next + 1);
                    return true;
                }
                if (!calm && next > 0 && chance.nextInt(8) == 0) {
                    hand(record(subject, history.get(chance.nextInt(next)), false));
                }
                hand(record(subject, history.get(next), false));
                if (calm || chance.nextInt(10) > 0) {
                    delivered.put(subject, next + 1);
                } // Otherwise the listener died before it could say that it was done.
                return true;
            }
        }
        return false;
    }

    /// Where records get lost, one may come that makes no sense without them: a dead letter.
    private void hand(ConsumerRecord<byte[], byte[]> record) {
        try {
            to.hear(record, null);
        } catch (UnprocessableRecordException e) {
            if (!losses.happen()) {
                throw e;
            }
        }
    }

    Set<String> behind(List<String> subjects) {
        var behind = new LinkedHashSet<String>();
        for (var subject : subjects) {
            var isTold = again.getOrDefault(subject, new ArrayDeque<>()).isEmpty();
            if (!isTold || delivered.getOrDefault(subject, 0) < from.history(subject).size()) {
                behind.add(subject);
            }
        }
        return behind;
    }

    private ConsumerRecord<byte[], byte[]> record(
            String subject, HistoryEntry entry, boolean toldAgain) {
        var record =
                new ConsumerRecord<>(
                        topic, 0, 0L, bytes(subject), StateMapper.toJson(entry.data()));
        var headers = record.headers();
        if (toldAgain) {
            headers.add("juhui_again", bytes("1"));
        }
        headers.add("ce_id", bytes(entry.id()));
        headers.add("ce_type", bytes(entry.type()));
        headers.add("ce_subject", bytes(subject));
        headers.add("ce_sequence", bytes(Long.toString(entry.seq())));
        headers.add("ce_time", bytes(entry.at().toString()));
        headers.add("ce_merchantid", bytes("mer_1"));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
