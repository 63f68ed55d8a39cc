package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.backend.Bson.For;
import cn.juhui.embeddedmongo.backend.FoundDocuments.Found;
import cn.juhui.embeddedmongo.backend.cursor.FirstInOrder;
import cn.juhui.embeddedmongo.backend.cursor.OpenCursors;
import cn.juhui.embeddedmongo.document.Conditions;
import cn.juhui.embeddedmongo.document.Projection;
import cn.juhui.embeddedmongo.document.StoredDocument;
import cn.juhui.embeddedmongo.document.Touched;
import cn.juhui.embeddedmongo.document.Wanted;
import cn.juhui.embeddedmongo.index.Key;
import cn.juhui.embeddedmongo.index.OrderedIndex;
import cn.juhui.embeddedmongo.index.Plan;
import cn.juhui.embeddedmongo.index.Planner;
import cn.juhui.embeddedmongo.index.Route;
import cn.juhui.embeddedmongo.storage.Batch;
import cn.juhui.embeddedmongo.storage.Storage;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A collection whose documents lie in the order of their `_id`, read by whichever index needs to look at the fewest.
///
/// Many may read at a time, or one write. A document and its index entries are staged in one batch, which is applied at
/// the end of each document's change; so an error in between leaves nothing behind. It is long because the library's
/// collection has many doors, each of which needs the lock.
final class StoreCollection extends AbstractMongoCollection<Key> {
    /// How the names of the library's own collections begin.
    static final String SYSTEM = "system.";

    private static final int BUILD_STEP = 1_000;
    private static final int QUERY_PLAN_KILLED = 175;

    private final Storage storage;
    private final String map;
    private final MVMap<byte[], byte[]> documents;
    private final Batch batch = new Batch();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private final OpenCursors cursors;
    private boolean dropped;

    /// Set during an update of one document: the library would ask for all that match.
    private boolean oneIsEnough;

    /// Set during an update: what is added then is an upsert.
    private boolean updating;

    /// Set during an update that needs no whole documents.
    private @Nullable Touched touched;

    /// Set during an update for which it is enough that documents match. The library would match each once more, to know the
    /// position in an array.
    private @Nullable Document matched;

    StoreCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry registry,
            OpenCursors cursors,
            Storage storage,
            String map) {
        super(database, name, options, registry);
        this.cursors = cursors;
        this.storage = storage;
        this.map = map;
        this.documents = storage.map(map);
    }

    Batch batch() {
        return batch;
    }

    private <T extends @Nullable Object> T locked(Lock held, Supplier<T> action) {
        held.lock();
        try {
            return storage.reading(action);
        } finally {
            held.unlock();
        }
    }

    private <T extends @Nullable Object> T writing(Supplier<T> action) {
        return locked(
                lock.writeLock(),
                () -> {
                    if (dropped) {
                        throw new MongoServerError(
                                QUERY_PLAN_KILLED,
                                "QueryPlanKilled",
                                getFullName() + " was dropped while the command waited for it");
                    }
                    try {
                        return action.get();
                    } finally {
                        batch.clear();
                    }
                });
    }

    private <T extends @Nullable Object> T reading(Supplier<T> action) {
        return locked(lock.readLock(), action);
    }

    // ---- reading

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        int most = oneIsEnough ? 1 : limit;
        FoundDocuments found = find(matched == null ? query : matched, orderBy, skip, most);
        boolean projects = projection != null && !projection.isEmpty();
        return new QueryResult(
                projects ? found.through(documents -> projected(documents, projection)) : found);
    }

    private List<Document> projected(List<Document> documents, @Nullable Document projection) {
        return matchDocumentsFromStream(
                        new Document(), documents.stream(), 0, 0, 0, null, projection)
                .collectDocuments();
    }

    private FoundDocuments find(Document query, @Nullable Document orderBy, int skip, int limit) {
        Route route = route(query, orderBy, limit > 0 ? skip + limit : 0);
        Stream<Found> matching = matching(query, orderBy, route);
        DocumentComparator order = deriveComparator(orderBy);
        if (order != null && !route.isSorted()) {
            List<Document> sorted =
                    FirstInOrder.of(
                            matching.map(found -> read(found.document())),
                            order,
                            limit > 0 ? skip + limit : 0);
            return FoundDocuments.of(sorted.subList(Math.min(skip, sorted.size()), sorted.size()));
        }
        Stream<Found> wanted = matching.skip(skip);
        Conditions conditions = new Conditions(query);
        return FoundDocuments.collect(
                limit > 0 ? wanted.limit(limit) : wanted,
                reader(),
                key -> {
                    byte[] bytes = documents.get(key.bytes());
                    return bytes == null ? null : conditions.ifMet(new StoredDocument(bytes));
                });
    }

    /// The whole document, or what the update under way touches of it.
    private Document read(StoredDocument document) {
        return reader().apply(document);
    }

    /// The same for what is read later, when another update may be under way.
    private Function<StoredDocument, Document> reader() {
        Touched now = touched;
        return now == null ? StoredDocument::read : document -> document.read(now);
    }

    /// The documents that match, as they are stored; null when they must be sorted, or are too many for one answer.
    @Nullable List<StoredDocument> stored(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            Projection projection) {
        return reading(() -> {
            Route route = route(query, orderBy, limit > 0 ? skip + limit : 0);
            if (deriveComparator(orderBy) != null && !route.isSorted()) {
                return null;
            }
            List<StoredDocument> found = new ArrayList<>();
            long bytes = 0;
            Stream<Found> wanted = matching(query, orderBy, route).skip(skip);
            for (var one = (limit > 0 ? wanted.limit(limit) : wanted).iterator(); one.hasNext(); ) {
                StoredDocument document = projection.of(one.next().document());
                bytes += document.size();
                if (bytes > FoundDocuments.KEPT_BYTES
                        || (batchSize > 0 && found.size() == batchSize)) {
                    return null;
                }
                found.add(document);
            }
            return found;
        });
    }

    private Route route(Document query, @Nullable Document orderBy, int wanted) {
        return getIdField() == null
                ? new Route(null, plan(query, orderBy, wanted))
                : Route.of(query, orderBy, () -> plan(query, orderBy, wanted));
    }

    /// All documents that match, in the order of the route, or of their `_id` without one.
    private Stream<Found> matching(Document query, @Nullable Document orderBy, Route route) {
        Conditions conditions = new Conditions(query);
        Stream<Key> keys;
        if (route.ids() != null) {
            keys = route.ids().stream();
        } else if (route.plan() != null) {
            keys = stream(route.plan().documentKeys());
        } else {
            keys = stream(documents.cursor(null, null, isNaturalDescending(orderBy))).map(Key::of);
        }
        return keys.mapMulti((key, found) -> {
            TimeLimit.check();
            byte[] bytes = documents.get(key.bytes());
            if (bytes != null) {
                StoredDocument document = conditions.ifMet(new StoredDocument(bytes));
                if (document != null) {
                    found.accept(new Found(key, document));
                }
            }
        });
    }

    private @Nullable Plan plan(Document query, @Nullable Document orderBy, int wanted) {
        List<OrderedIndex> indexes =
                getIndexes().stream()
                        .filter(OrderedIndex.class::isInstance)
                        .map(OrderedIndex.class::cast)
                        .toList();
        return Planner.plan(indexes, query, orderBy, wanted, documents.sizeAsLong());
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED), false);
    }

    /// A matcher of its own for each document: the library's has state, and many read at once.
    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        return new DefaultQueryMatcher().matches(document, query);
    }

    /// How a query would be answered, in the words of MongoDB's `explain`.
    Document explain(Document query, @Nullable Document orderBy, int wanted) {
        return reading(() -> {
            if (route(query, orderBy, wanted).isOne()) {
                return new Document("stage", "IDHACK");
            }
            Plan plan = plan(query, orderBy, wanted);
            if (plan == null) {
                return new Document("stage", "COLLSCAN");
            }
            return new Document("stage", "IXSCAN")
                    .append("indexName", plan.index().indexName())
                    .append("direction", plan.backwards() ? "backward" : "forward")
                    .append("sorted", plan.isSorted())
                    .append("ranges", plan.ranges().size())
                    .append("entries", plan.entries());
        });
    }

    /// The find command has `$query`; everybody else wants all documents, however many.
    @Override
    public QueryResult handleQuery(QueryParameters parameters) {
        QueryResult found = reading(() -> super.handleQuery(parameters));
        return parameters.getQuerySelector().containsKey("$query")
                ? cursors.firstBatch(found.iterator(), parameters.getBatchSize())
                : found;
    }

    /// Hands the documents that match to `reader`, in order, and none of them is kept here unless they must be sorted.
    <T> T read(
            Document query,
            @Nullable Document orderBy,
            int limit,
            Function<Stream<Document>, T> reader) {
        return reading(() -> {
            if (orderBy != null || limit > 0) {
                FoundDocuments found = find(query, orderBy, 0, limit);
                return reader.apply(stream(found.iterator()));
            }
            return reader.apply(
                    matching(query, null, route(query, null, 0))
                            .map(found -> found.document().read()));
        });
    }

    @Override
    public Document handleDistinct(Document query) {
        return reading(() -> super.handleDistinct(query));
    }

    @Override
    public int count(@Nullable Document query, int skip, int limit) {
        if (query == null || query.isEmpty()) {
            return super.count(query, skip, limit);
        }
        int matching =
                read(query, null, limit > 0 ? skip + limit : 0, found -> (int) found.count());
        return Math.max(0, matching - skip);
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    protected @Nullable Document getDocument(Key position) {
        byte[] bytes = documents.get(position.bytes());
        return bytes == null ? null : Bson.decode(bytes);
    }

    @Override
    protected Stream<DocumentWithPosition<Key>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry ->
                        new DocumentWithPosition<>(
                                Bson.decode(entry.getValue()), Key.of(entry.getKey())));
    }

    // ---- writing

    @Override
    public void addDocument(Document document) {
        writing(() -> {
            super.addDocument(document);
            Writes.apply(storage, batch);
            return null;
        });
    }

    @Override
    protected Key addDocumentInternal(Document document) {
        String idField = getIdField();
        Key key = Key.ofValue(idField == null ? UUID.randomUUID() : document.get(idField));
        batch.put(map, key.bytes(), Bson.encode(document, updating ? For.UPSERT : For.INSERT));
        return key;
    }

    @Override
    protected void handleUpdate(Key position, Document oldDocument, Document newDocument) {
        byte[] changed =
                touched == null
                        ? StoredDocument.encode(newDocument)
                        : stored(position).changed(touched, oldDocument, newDocument);
        batch.put(map, position.bytes(), Bson.checked(changed, For.UPDATE));
        Writes.apply(storage, batch);
    }

    @Override
    public void removeDocument(Document document) {
        writing(() -> {
            super.removeDocument(document);
            Writes.apply(storage, batch);
            return null;
        });
    }

    @Override
    protected void removeDocument(Key position) {
        batch.remove(map, position.bytes());
    }

    @Override
    public Document findAndModify(Document query) {
        return writing(() -> updating(() -> super.findAndModify(query)));
    }

    @Override
    public List<Document> insertDocuments(List<Document> documents, boolean isOrdered) {
        return writing(() -> super.insertDocuments(documents, isOrdered));
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return writing(() -> super.deleteDocuments(selector, limit, oplog));
    }

    @Override
    public Document updateDocuments(
            Document selector,
            Document update,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        return writing(() -> {
            oneIsEnough = !isMulti;
            touched = touchedBy(update, selector);
            boolean matchesOnce = touched != null && !touched.isPositional() && !isUpsert;
            matched = matchesOnce ? selector : null;
            try {
                return updating(() ->
                        super.updateDocuments(
                                matchesOnce ? new Document() : selector,
                                update,
                                arrayFilters,
                                isMulti,
                                isUpsert,
                                oplog));
            } finally {
                oneIsEnough = false;
                touched = null;
                matched = null;
            }
        });
    }

    /// Null when it takes whole documents: also where only the whole document tells where it lies.
    private @Nullable Touched touchedBy(Document update, Document selector) {
        List<Wanted> looked = new ArrayList<>();
        boolean named = false;
        for (Index<Key> index : getIndexes()) {
            named |= index instanceof IdIndex;
            if (index instanceof SecondaryIndex secondary) {
                looked.add(secondary.lookedAt());
            }
        }
        return named ? Touched.by(update, selector, looked) : null;
    }

    private <T> T updating(Supplier<T> action) {
        updating = true;
        try {
            return action.get();
        } finally {
            updating = false;
        }
    }

    private StoredDocument stored(Key position) {
        return new StoredDocument(Objects.requireNonNull(documents.get(position.bytes())));
    }

    // ---- indexes

    @Override
    public void addIndex(Index<Key> index) {
        writing(() -> {
            if (index instanceof SecondaryIndex secondary && !secondary.isBuilt()) {
                build(secondary);
            }
            super.addIndex(index);
            return null;
        });
    }

    /// An index that isn't complete is not described anywhere yet, so after a crash it is built anew.
    private void build(SecondaryIndex index) {
        try {
            streamAllDocumentsWithPosition()
                    .forEach(found -> {
                        if (index.isUnique()) {
                            Writes.apply(storage, batch);
                        }
                        index.checkAdd(found.getDocument(), this);
                        index.add(found.getDocument(), found.getPosition(), this);
                        if (batch.size() >= BUILD_STEP) {
                            Writes.apply(storage, batch);
                        }
                    });
            Writes.apply(storage, batch);
            index.markBuilt();
        } catch (MongoServerError e) {
            batch.clear();
            index.drop();
            throw new IndexBuildFailedException(e, this);
        }
    }

    @Override
    public void dropIndex(String indexName) {
        writing(() -> {
            super.dropIndex(indexName);
            return null;
        });
    }

    @Override
    public void drop() {
        writing(() -> {
            super.drop();
            batch.drop(map);
            Writes.apply(storage, batch);
            // The database still takes itself out of its list of names after that is dropped.
            dropped = !getCollectionName().startsWith(SYSTEM);
            return null;
        });
    }

    // ---- statistics

    /// Unlike the library, really compares every index with the documents.
    @Override
    public Document validate() {
        return reading(() -> {
            Document response = super.validate();
            List<String> errors = new ArrayList<>();
            for (Index<Key> index : getIndexes()) {
                if (index instanceof SecondaryIndex secondary) {
                    errors.addAll(secondary.errors(streamAllDocumentsWithPosition()));
                }
            }
            response.put("valid", errors.isEmpty());
            response.put("errors", errors);
            return response;
        });
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        // Counted when somebody asks.
    }

    @Override
    protected int getDataSize() {
        long size = documents.values().stream().mapToLong(bytes -> bytes.length).sum();
        return (int) Math.min(size, Integer.MAX_VALUE);
    }
}
