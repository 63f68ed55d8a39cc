package cn.juhui.embeddedmongo.backend;

import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rest of a query's answer. A driver that asks for no number of documents gets as many as fit into one message.
final class BatchCursor implements Cursor {
    private static final long MOST_BYTES = 12L << 20;
    private static final int FIELD_BYTES = 12;

    private final long id;
    private List<Document> remaining;

    BatchCursor(long id, List<Document> remaining) {
        this.id = id;
        this.remaining = List.copyOf(remaining);
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public synchronized boolean isEmpty() {
        return remaining.isEmpty();
    }

    @Override
    public synchronized List<Document> takeDocuments(int wanted) {
        int fitting = documentsThatFit(remaining);
        int count = wanted > 0 ? Math.min(wanted, fitting) : fitting;
        List<Document> taken = remaining.subList(0, count);
        remaining = remaining.subList(count, remaining.size());
        return taken;
    }

    /// At least one, if there is one.
    static int documentsThatFit(List<Document> documents) {
        long bytes = 0;
        int count = 0;
        for (Document document : documents) {
            bytes += size(document);
            if (bytes > MOST_BYTES && count > 0) {
                break;
            }
            count++;
        }
        return count;
    }

    /// Roughly, and rather too much than too little.
    private static long size(@Nullable Object value) {
        return FIELD_BYTES
                + switch (value) {
                    case String text -> text.length() * 3L;
                    case BinData binary -> binary.getData().length;
                    case Map<?, ?> map -> {
                        long bytes = 0;
                        for (Map.Entry<?, ?> entry : map.entrySet()) {
                            bytes += size(entry.getKey()) + size(entry.getValue());
                        }
                        yield bytes;
                    }
                    case Collection<?> list -> {
                        long bytes = 0;
                        for (Object element : list) {
                            bytes += size(element);
                        }
                        yield bytes;
                    }
                    case null, default -> 8;
                };
    }
}
