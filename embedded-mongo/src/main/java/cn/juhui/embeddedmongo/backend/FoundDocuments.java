package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.document.StoredDocument;
import cn.juhui.embeddedmongo.index.Key;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a query found, however much that is: the first few megabytes of documents, and the keys of the rest, which are
/// read again when somebody gets there. So a query for a whole collection doesn't hold the whole collection.
final class FoundDocuments implements Iterable<Document> {
    /// A document, and where it lies.
    record Found(Key key, StoredDocument document) {}

    static final long KEPT_BYTES = 4L << 20;

    private final List<Document> kept;
    private final List<Key> rest;
    private final Function<Key, @Nullable Document> again;

    private FoundDocuments(
            List<Document> kept, List<Key> rest, Function<Key, @Nullable Document> again) {
        this.kept = kept;
        this.rest = rest;
        this.again = again;
    }

    /// @param reader makes documents of stored ones
    /// @param again finds a document once more; null when it is gone or doesn't match any more
    static FoundDocuments collect(
            Stream<Found> found,
            Function<StoredDocument, Document> reader,
            Function<Key, @Nullable StoredDocument> again) {
        List<Document> kept = new ArrayList<>();
        List<Key> rest = new ArrayList<>();
        long[] bytes = {0};
        found.forEachOrdered(one -> {
            bytes[0] += one.document().size();
            if (bytes[0] <= KEPT_BYTES || kept.isEmpty()) {
                kept.add(reader.apply(one.document()));
            } else {
                rest.add(one.key());
            }
        });
        return new FoundDocuments(
                kept,
                rest,
                key -> {
                    StoredDocument document = again.apply(key);
                    return document == null ? null : reader.apply(document);
                });
    }

    static FoundDocuments of(List<Document> documents) {
        return new FoundDocuments(documents, List.of(), _ -> null);
    }

    /// The same, seen through a projection of lists.
    FoundDocuments through(Function<List<Document>, List<Document>> projection) {
        return new FoundDocuments(
                projection.apply(kept),
                rest,
                key -> {
                    Document document = again.apply(key);
                    return document == null ? null : projection.apply(List.of(document)).getFirst();
                });
    }

    @Override
    public Iterator<Document> iterator() {
        Iterator<Document> first = kept.iterator();
        Iterator<Key> keys = rest.iterator();
        return new Iterator<>() {
            private @Nullable Document ahead;

            @Override
            public boolean hasNext() {
                while (ahead == null && (first.hasNext() || keys.hasNext())) {
                    ahead = first.hasNext() ? first.next() : again.apply(keys.next());
                }
                return ahead != null;
            }

            @Override
            public Document next() {
                if (!hasNext() || ahead == null) {
                    throw new NoSuchElementException();
                }
                Document next = ahead;
                ahead = null;
                return next;
            }
        };
    }
}
