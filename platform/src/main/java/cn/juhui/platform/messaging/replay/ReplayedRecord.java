package cn.juhui.platform.messaging.replay;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// A record of Kafka, byte by byte, as it is kept and handed from one service to another.
///
/// @param topic where it was told
/// @param headers in their order; a name may come more than once
public record ReplayedRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {

    public ReplayedRecord {
        headers = List.copyOf(headers);
    }

    /// One header.
    public record Header(String name, byte @Nullable [] value) {}

    /// The record as a listener takes it.
    ConsumerRecord<byte[], byte[]> asConsumed() {
        var all = new RecordHeaders();
        headers.forEach(header -> all.add(header.name(), header.value()));
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                all,
                Optional.empty());
    }
}
