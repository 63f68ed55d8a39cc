package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.index.IndexedField;
import cn.juhui.embeddedmongo.index.Key;
import cn.juhui.embeddedmongo.index.OrderedIndex;
import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import org.h2.mvstore.MVMap;

/// The index on `_id`, which needs no map of its own: the documents themselves are in its order.
final class IdIndex extends Index<Key> implements OrderedIndex {
    static final String ID = "_id";

    private final MVMap<byte[], byte[]> documents;

    IdIndex(String name, MVMap<byte[], byte[]> documents) {
        super(name, List.of(new IndexKey(ID, true)), false);
        this.documents = documents;
    }

    @Override
    public String indexName() {
        return getName();
    }

    @Override
    public List<IndexedField> fields() {
        return List.of(new IndexedField(ID, true));
    }

    @Override
    public MVMap<byte[], byte[]> entries() {
        return documents;
    }

    @Override
    public int multikeyFields() {
        return 0;
    }

    @Override
    public boolean isSparseIndex() {
        return false;
    }

    @Override
    public boolean containsAllThatMatch(Document query) {
        return true;
    }

    @Override
    public Key documentKey(byte[] entryKey, byte[] entryValue) {
        return Key.of(entryKey);
    }

    @Override
    public Key getPosition(Document document) {
        return Key.ofValue(document.get(ID));
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Key> collection) {
        if (documents.containsKey(getPosition(document).bytes())) {
            throw new DuplicateKeyError(
                    this, collection, getKeys(), new KeyValue(document.get(ID)));
        }
    }

    @Override
    public void add(Document document, Key position, MongoCollection<Key> collection) {
        // The document is the entry.
    }

    @Override
    public Key remove(Document document) {
        return getPosition(document);
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Key> getPositions(Document query) {
        throw new UnsupportedOperationException("The planner reads the index");
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void checkUpdate(
            Document oldDocument, Document newDocument, MongoCollection<Key> collection) {
        // An _id never changes.
    }

    @Override
    public void updateInPlace(
            Document oldDocument,
            Document newDocument,
            Key position,
            MongoCollection<Key> collection) {
        // An _id never changes.
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void drop() {
        // Goes with the documents.
    }
}
