package cn.juhui.embeddedmongo.backend.cursor;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// The first documents of an order that no index has, found without keeping more of them than are asked for.
public final class FirstInOrder {
    private static final int TOO_MUCH_MEMORY = 292;

    /// MongoDB's limit is 100 MiB of BSON; in a heap that others live in, too, it must be less.
    private static final long MOST_BYTES =
            Math.clamp(Runtime.getRuntime().maxMemory() / 32, 4L << 20, 100L << 20);

    private record Numbered(Document document, long number, long bytes) {}

    private FirstInOrder() {}

    /// @param most how many documents are wanted, or 0 for all
    public static List<Document> of(
            Stream<Document> documents, Comparator<Document> order, int most) {
        // Equal documents keep the order they came in, as a stable sort would leave them.
        Comparator<Numbered> stable =
                Comparator.comparing(Numbered::document, order).thenComparingLong(Numbered::number);
        PriorityQueue<Numbered> kept = new PriorityQueue<>(stable.reversed());
        long[] number = {0};
        long[] bytes = {0};
        documents.forEachOrdered(document -> {
            Numbered next = new Numbered(document, number[0]++, BatchCursor.bytes(document));
            kept.add(next);
            bytes[0] += next.bytes();
            if (most > 0 && kept.size() > most) {
                bytes[0] -= kept.remove().bytes();
            }
            if (bytes[0] > MOST_BYTES) {
                throw new MongoServerError(
                        TOO_MUCH_MEMORY,
                        "QueryExceededMemoryLimitNoDiskUseAllowed",
                        "Sort exceeded memory limit of %d bytes. Add an index, or specify a smaller limit."
                                .formatted(MOST_BYTES));
            }
        });
        return kept.stream().sorted(stable).map(Numbered::document).toList();
    }
}
