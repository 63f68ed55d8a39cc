package cn.juhui.embeddedmongo.backend.cursor;

import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rest of a query's answer. A driver that asks for no number of documents gets as many as fit into one message.
final class BatchCursor implements Cursor {
    private static final long MOST_BYTES = 12L << 20;
    private static final int FIELD_BYTES = 12;

    private final long id;
    private final Iterator<Document> remaining;
    private @Nullable Document ahead;
    private volatile long usedAt = System.nanoTime();

    BatchCursor(long id, Iterator<Document> remaining) {
        this.id = id;
        this.remaining = remaining;
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public synchronized boolean isEmpty() {
        return ahead == null && !remaining.hasNext();
    }

    @Override
    public synchronized List<Document> takeDocuments(int wanted) {
        usedAt = System.nanoTime();
        List<Document> taken = new ArrayList<>();
        long bytes = 0;
        while (!isEmpty() && (wanted <= 0 || taken.size() < wanted)) {
            Document next = ahead == null ? remaining.next() : ahead;
            bytes += bytes(next);
            if (bytes > MOST_BYTES && !taken.isEmpty()) {
                ahead = next;
                break;
            }
            ahead = null;
            taken.add(next);
        }
        return taken;
    }

    /// For how long nobody has asked for more, in nanoseconds.
    long idleNanos() {
        return System.nanoTime() - usedAt;
    }

    /// A value's size in BSON, roughly, and rather too much than too little.
    static long bytes(@Nullable Object value) {
        return FIELD_BYTES
                + switch (value) {
                    case String text -> text.length() * 3L;
                    case BinData binary -> binary.getData().length;
                    case Map<?, ?> map -> {
                        long bytes = 0;
                        for (Map.Entry<?, ?> entry : map.entrySet()) {
                            bytes += bytes(entry.getKey()) + bytes(entry.getValue());
                        }
                        yield bytes;
                    }
                    case Collection<?> list -> {
                        long bytes = 0;
                        for (Object element : list) {
                            bytes += bytes(element);
                        }
                        yield bytes;
                    }
                    case null, default -> 8;
                };
    }
}
