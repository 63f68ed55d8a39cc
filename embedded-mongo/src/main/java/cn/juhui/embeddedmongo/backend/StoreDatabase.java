package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.backend.cursor.OpenCursors;
import cn.juhui.embeddedmongo.index.Key;
import cn.juhui.embeddedmongo.storage.Batch;
import cn.juhui.embeddedmongo.storage.Storage;
import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Opens collections and indexes in the storage, and puts right what the library does to several of them at a time.
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Key> {
    static final String DOCUMENTS = "documents.";
    private static final String INDEX = "index.";
    private static final int EXPIRE_STEP = 1_000;
    private static final String ID_INDEX = "_id_";

    private final Storage storage;
    private final OpenCursors cursors;
    private final IndexCatalog catalog;
    private final Map<String, StoreCollection> open = new ConcurrentHashMap<>();

    StoreDatabase(String name, Storage storage, CursorRegistry registry, OpenCursors cursors) {
        this.storage = storage;
        this.cursors = cursors;
        this.catalog = new IndexCatalog(storage);
        super(name, registry);
        initializeNamespacesAndIndexes();
        open.values().stream()
                .filter(collection ->
                        !collection.getCollectionName().startsWith(StoreCollection.SYSTEM))
                .filter(collection ->
                        collection.getIndexes().stream().noneMatch(IdIndex.class::isInstance))
                .forEach(this::addIdIndex);
    }

    /// A crash while a collection is created or dropped leaves it without the index on `_id`.
    private void addIdIndex(StoreCollection collection) {
        addIndex(
                new Document("key", new Document(IdIndex.ID, 1))
                        .append("name", ID_INDEX)
                        .append("ns", collection.getFullName())
                        .append("v", 2));
    }

    @Override
    protected MongoCollection<Key> openOrCreateCollection(String name, CollectionOptions options) {
        StoreCollection collection =
                new StoreCollection(
                        this, name, options, cursorRegistry, cursors, storage, documentsOf(name));
        open.put(name, collection);
        return collection;
    }

    @Nullable StoreCollection collection(String name) {
        return open.get(name);
    }

    private String documentsOf(String collection) {
        return DOCUMENTS + getFullCollectionNamespace(collection);
    }

    private String indexMap(String collection, String index) {
        return INDEX + getFullCollectionNamespace(collection) + "." + index;
    }

    @Override
    protected Index<Key> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return keys.size() == 1 && keys.getFirst().getKey().equals(IdIndex.ID)
                ? new IdIndex(index, storage.map(documentsOf(collection)))
                : open(collection, index, keys, sparse, true);
    }

    @Override
    protected Index<Key> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return open(collection, index, keys, sparse, false);
    }

    private Index<Key> open(
            String collection, String index, List<IndexKey> keys, boolean sparse, boolean unique) {
        String map = indexMap(collection, index);
        StoreCollection owner = open.get(collection);
        Batch batch = owner == null ? new Batch() : owner.batch();
        return new SecondaryIndex(
                index, keys, sparse, unique, map, storage.map(map), catalog, batch);
    }

    /// Creates an index, or leaves it alone when there is one with that name: then the library compares the two.
    @Override
    protected synchronized void addIndex(Document description) {
        Refusals.checkIndex(description);
        String namespace = String.valueOf(description.get("ns"));
        String collection = namespace.substring(getDatabaseName().length() + 1);
        String name = String.valueOf(description.get("name"));
        Index<Key> existing = existing(collection, name);
        if (existing instanceof SecondaryIndex index) {
            Refusals.checkSame(index, description);
            return;
        }
        if (existing == null && !name.equals(ID_INDEX)) {
            refuseTwin(collection, description);
            String map = indexMap(collection, name);
            catalog.drop(map);
            Document options = new Document();
            for (String option : List.of(SecondaryIndex.PARTIAL, SecondaryIndex.EXPIRE)) {
                options.putIfNotNull(option, description.get(option));
            }
            resolveOrCreateCollection(collection);
            catalog.put(map, options);
        }
        super.addIndex(description);
    }

    private @Nullable Index<Key> existing(String collection, String name) {
        StoreCollection owner = open.get(collection);
        return owner == null
                ? null
                : owner.getIndexes().stream()
                        .filter(index -> index.getName().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    private void refuseTwin(String collection, Document description) {
        StoreCollection owner = open.get(collection);
        if (owner == null || description.get(SecondaryIndex.PARTIAL) != null) {
            return;
        }
        for (Index<Key> index : owner.getIndexes()) {
            Document existing = index.toIndexDescription();
            if (Refusals.sameKeys(existing, description)
                    && existing.get(SecondaryIndex.PARTIAL) == null) {
                throw new MongoServerError(
                        85,
                        "IndexOptionsConflict",
                        "Index already exists with a different name: " + index.getName());
            }
        }
    }

    @Override
    public Document handleCommand(
            Channel channel,
            String command,
            Document query,
            DatabaseResolver databases,
            Oplog oplog) {
        Commands.Next next = q -> super.handleCommand(channel, command, q, databases, oplog);
        return switch (command) {
            case "find" -> Finds.run(query, collection(query, command), next);
            case "insert" -> Commands.insert(query, next);
            case "update" -> Commands.update(query, next);
            case "dropIndexes" -> Commands.dropIndexes(query, collection(query, command), next);
            case "aggregate" ->
                    Aggregates.run(
                            query,
                            collection(query, command),
                            cursors,
                            this,
                            databases,
                            oplog,
                            next);
            default -> next.handle(query);
        };
    }

    private @Nullable StoreCollection collection(Document query, String command) {
        return open.get(String.valueOf(query.get(command)));
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        super.dropCollection(name, oplog);
        open.remove(name);
    }

    /// Deletes what has outlived its TTL index.
    void expire(Instant now) {
        for (StoreCollection collection : open.values()) {
            for (Index<Key> index : List.copyOf(collection.getIndexes())) {
                Long seconds =
                        index instanceof SecondaryIndex secondary
                                ? secondary.expireAfterSeconds()
                                : null;
                if (seconds != null) {
                    Document old =
                            new Document(
                                    index.getKeys().getFirst().getKey(),
                                    new Document("$lte", now.minusSeconds(seconds)));
                    int deleted = EXPIRE_STEP;
                    while (deleted == EXPIRE_STEP) {
                        deleted = collection.deleteDocuments(old, EXPIRE_STEP, NoopOplog.get());
                    }
                }
            }
        }
    }

    @Override
    protected long getStorageSize() {
        return storage.fileSize();
    }

    @Override
    protected long getFileSize() {
        return storage.fileSize();
    }
}
