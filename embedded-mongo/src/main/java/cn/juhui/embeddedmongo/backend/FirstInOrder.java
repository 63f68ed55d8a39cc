package cn.juhui.embeddedmongo.backend;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// The first documents of an order, found without keeping and sorting all of them.
final class FirstInOrder {
    private record Numbered(Document document, long number) {}

    private FirstInOrder() {}

    static List<Document> of(Stream<Document> documents, Comparator<Document> order, int most) {
        // Equal documents keep the order they came in, as a stable sort would leave them.
        Comparator<Numbered> stable =
                Comparator.comparing(Numbered::document, order).thenComparingLong(Numbered::number);
        PriorityQueue<Numbered> kept = new PriorityQueue<>(stable.reversed());
        long[] number = {0};
        documents.forEachOrdered(document -> {
            kept.add(new Numbered(document, number[0]++));
            if (kept.size() > most) {
                kept.poll();
            }
        });
        return kept.stream().sorted(stable).map(Numbered::document).toList();
    }
}
