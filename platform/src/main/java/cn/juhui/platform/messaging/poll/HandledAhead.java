package cn.juhui.platform.messaging.poll;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Records that were handled although one before them in their poll was not: when they are brought again together with that one, they are done.
public final class HandledAhead {

    private final Map<TopicPartition, Set<Long>> offsets = new ConcurrentHashMap<>();

    boolean contains(ConsumerRecord<?, ?> record) {
        return offsets.getOrDefault(partition(record), Set.of()).contains(record.offset());
    }

    void add(ConsumerRecord<?, ?> record) {
        offsets.computeIfAbsent(partition(record), _ -> ConcurrentHashMap.newKeySet())
                .add(record.offset());
    }

    /// All that this poll brought is done, and none of it comes again.
    void clear(List<? extends ConsumerRecord<?, ?>> poll) {
        if (!offsets.isEmpty()) {
            poll.forEach(record -> offsets.remove(partition(record)));
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
