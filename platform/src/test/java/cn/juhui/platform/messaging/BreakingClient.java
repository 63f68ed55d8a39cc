package cn.juhui.platform.messaging;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// A part of the Kafka client that breaks once, when it is told to: where no handler is near.
public final class BreakingClient implements ConsumerInterceptor<byte[], byte[]> {

    private static final AtomicInteger BREAKS = new AtomicInteger();
    private static final AtomicInteger BROKEN = new AtomicInteger();

    static void breaksNow() {
        BREAKS.set(1);
    }

    static boolean hasBroken() {
        return BROKEN.get() > 0;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty() && BREAKS.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            BROKEN.incrementAndGet();
            throw new NoClassDefFoundError("a part of the client");
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
}
