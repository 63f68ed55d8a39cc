package cn.juhui.embeddedmongo.backend.cursor;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Hands answers out in batches, and forgets the rest of an answer that nobody fetches, as MongoDB does.
public final class OpenCursors {
    /// MongoDB's own.
    public static final Duration LONGEST_IDLE = Duration.ofMinutes(10);

    private final CursorRegistry registry;
    private final Set<BatchCursor> open = ConcurrentHashMap.newKeySet();

    public OpenCursors(CursorRegistry registry) {
        this.registry = registry;
    }

    /// The first batch, and a cursor when there is more.
    public QueryResult firstBatch(Iterator<Document> documents, int batchSize) {
        BatchCursor cursor = new BatchCursor(registry.generateCursorId(), documents);
        List<Document> first = cursor.takeDocuments(batchSize);
        if (cursor.isEmpty()) {
            return new QueryResult(first);
        }
        registry.add(cursor);
        open.add(cursor);
        return new QueryResult(first, cursor);
    }

    /// Forgets cursors that are at their end or have been idle for too long.
    public void closeIdle(Duration longest) {
        open.removeIf(cursor -> {
            boolean over = cursor.isEmpty() || cursor.idleNanos() >= longest.toNanos();
            if (over) {
                registry.remove(cursor);
            }
            return over;
        });
    }
}
