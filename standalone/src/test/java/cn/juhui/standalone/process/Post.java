package cn.juhui.standalone.process;

import cn.juhui.contracts.Event;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
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
import java.util.function.Consumer;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/// Carries one service's events to one other, as Kafka does: in order per aggregate, some of them twice, and again from where the
/// listener stood when it died; and as it must never do: now and then a record is lost.
final class Post {

    private final Losses losses;
    private final String topic;
    private final MemoryJournal<?, ? extends Event> from;
    private final Consumer<Message<byte[]>> to;
    private final Map<String, Integer> delivered = new HashMap<>();
    private final Map<String, Deque<HistoryEntry>> again = new HashMap<>();

    /// @param losses which records it loses
    Post(
            String topic,
            MemoryJournal<?, ? extends Event> from,
            Consumer<Message<byte[]>> to,
            Losses losses) {
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
                hand(message(subject, toldAgain.removeFirst(), true));
                return true;
            }
            if (next < history.size()) {
                var entry = history.get(next);
                if (losses.hit(subject, entry, calm, chance)) {
                    delivered.put(subject, next + 1);
                    return true;
                }
                if (!calm && next > 0 && chance.nextInt(8) == 0) {
                    hand(message(subject, history.get(chance.nextInt(next)), false));
                }
                hand(message(subject, history.get(next), false));
                if (calm || chance.nextInt(10) > 0) {
                    delivered.put(subject, next + 1);
                } // Otherwise the listener died before it could say that it was done.
                return true;
            }
        }
        return false;
    }

    /// Where records get lost, one may come that makes no sense without them: a dead letter.
    private void hand(Message<byte[]> message) {
        try {
            to.accept(message);
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

    private Message<byte[]> message(String subject, HistoryEntry entry, boolean toldAgain) {
        var headers = new HashMap<String, Object>();
        headers.put(KafkaHeaders.RECEIVED_TOPIC, topic);
        if (toldAgain) {
            headers.put("juhui_again", bytes("1"));
        }
        headers.put("ce_id", bytes(entry.id()));
        headers.put("ce_type", bytes(entry.type()));
        headers.put("ce_subject", bytes(subject));
        headers.put("ce_sequence", bytes(Long.toString(entry.seq())));
        headers.put("ce_time", bytes(entry.at().toString()));
        headers.put("ce_merchantid", bytes("mer_1"));
        return new GenericMessage<>(StateMapper.toJson(entry.data()), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
