package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.storage.Batch;
import cn.juhui.embeddedmongo.storage.Storage;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.charset.StandardCharsets;

/// What must be known about an index before it is opened: its options, whether it is complete, which fields held arrays.
final class IndexCatalog {
    private static final String MAP = "catalog";

    private final Storage storage;

    IndexCatalog(Storage storage) {
        this.storage = storage;
    }

    /// The entry of the index that lives in `indexMap`; empty when there is none.
    Document get(String indexMap) {
        byte[] entry = storage.map(MAP).get(key(indexMap));
        return entry == null ? new Document() : Bson.decode(entry);
    }

    void put(String indexMap, Document entry) {
        Batch batch = new Batch();
        batch.put(MAP, key(indexMap), Bson.encode(entry, Bson.For.INSERT));
        Writes.apply(storage, batch);
    }

    /// Removes the entry and all of the index's own entries.
    void drop(String indexMap) {
        Batch batch = new Batch();
        batch.remove(MAP, key(indexMap));
        batch.drop(indexMap);
        Writes.apply(storage, batch);
    }

    private static byte[] key(String indexMap) {
        return indexMap.getBytes(StandardCharsets.UTF_8);
    }
}
