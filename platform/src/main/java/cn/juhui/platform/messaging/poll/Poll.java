package cn.juhui.platform.messaging.poll;

import cn.juhui.platform.batch.SideBySide;
import cn.juhui.platform.resilience.Outages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;

/// The records that one poll brought. Those of one aggregate are handled in their order, aggregates side by side; so what many of them ask of the store at the same time
/// goes there in one command. One record that fails keeps back what follows in its aggregate, and nothing else.
public final class Poll {

    /// Aggregates at the same time.
    private static final int MOST = 32;

    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final HandledAhead ahead;
    private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
    private final ConcurrentLinkedQueue<List<Integer>> waiting = new ConcurrentLinkedQueue<>();

    /// The first record, by its place in the poll, that was not handled.
    private final AtomicInteger first = new AtomicInteger(Integer.MAX_VALUE);

    private final boolean[] handled;
    private final @Nullable RuntimeException[] failures;
    private volatile boolean outage;

    /// @param ahead what was handled ahead in polls before
    /// @param handler of one record
    public Poll(
            List<ConsumerRecord<byte[], byte[]>> records,
            HandledAhead ahead,
            Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        this.records = records;
        this.ahead = ahead;
        this.handler = handler;
        this.handled = new boolean[records.size()];
        this.failures = new RuntimeException[records.size()];
    }

    /// @throws BatchListenerFailedException for the first record that was not handled: those before it are done, those behind it are brought again
    public void handle() {
        var aggregates = byAggregate();
        waiting.addAll(aggregates);
        SideBySide.run(Math.clamp(aggregates.size(), 1, MOST), "records", this::work);
        if (first.get() == Integer.MAX_VALUE) {
            ahead.clear(records);
        } else {
            throw failed(first.get());
        }
    }

    private BatchListenerFailedException failed(int at) {
        for (int i = at + 1; i < records.size(); i++) {
            if (handled[i]) {
                ahead.add(records.get(i));
            }
        }
        var failure = failures[at];
        return new BatchListenerFailedException(
                "Not handled", failure == null ? anyFailure() : failure, records.get(at));
    }

    private Collection<List<Integer>> byAggregate() {
        var aggregates = new LinkedHashMap<String, List<Integer>>();
        for (int i = 0; i < records.size(); i++) {
            aggregates.computeIfAbsent(subject(records.get(i)), _ -> new ArrayList<>()).add(i);
        }
        return aggregates.values();
    }

    /// Whoever tells of no aggregate stands behind whoever else does in its partition.
    private static String subject(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("ce_subject");
        return header == null || header.value() == null
                ? Integer.toString(record.partition())
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    private void work() {
        for (var some = waiting.poll(); some != null; some = waiting.poll()) {
            for (int i : some) {
                if (outage || !isHandled(i)) {
                    first.accumulateAndGet(i, Math::min);
                    break;
                }
            }
        }
    }

    private boolean isHandled(int i) {
        if (ahead.contains(records.get(i))) {
            return true;
        }
        try {
            handler.accept(records.get(i));
            handled[i] = true;
            return true;
        } catch (RuntimeException e) {
            failures[i] = e;
            // The others would only wait for the same, one after the other.
            outage = outage || Outages.isBehind(e);
            return false;
        }
    }

    private RuntimeException anyFailure() {
        for (var failure : failures) {
            if (failure != null) {
                return failure;
            }
        }
        throw new IllegalStateException("Nothing failed");
    }
}
