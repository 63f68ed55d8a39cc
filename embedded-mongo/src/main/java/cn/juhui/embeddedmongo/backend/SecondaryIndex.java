package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.document.Wanted;
import cn.juhui.embeddedmongo.index.IndexKeys;
import cn.juhui.embeddedmongo.index.IndexedField;
import cn.juhui.embeddedmongo.index.Key;
import cn.juhui.embeddedmongo.index.OrderedIndex;
import cn.juhui.embeddedmongo.storage.Batch;
import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// An index other than the one on `_id`. Its changes are staged in the collection's batch, next to the document's own.
///
/// An entry's key is the encoded fields and then the document's key, its value where the latter begins. So entries of equal
/// fields are ordered by `_id`, and a unique index looks whether anybody else's entry starts with the same fields.
///
/// It is long because the library's index has many doors, and all of them look at the same entries.
final class SecondaryIndex extends Index<Key> implements OrderedIndex {
    static final String PARTIAL = "partialFilterExpression";
    static final String EXPIRE = "expireAfterSeconds";
    private static final String BUILT = "built";

    /// First byte of an entry's value, four bytes for where the document's key begins follow. Stores of the first version
    /// have the document's key itself there, which never starts with this.
    private static final byte BEGINS_AT = 0;

    private static final String MULTIKEY = "multikey";

    private final String map;
    private final MVMap<byte[], byte[]> entries;
    private final List<IndexedField> fields;
    private final boolean unique;
    private final Wanted lookedAt;
    private final IndexCatalog catalog;
    private final Batch batch;
    private Document options;

    SecondaryIndex(
            String name,
            List<IndexKey> keys,
            boolean sparse,
            boolean unique,
            String map,
            MVMap<byte[], byte[]> entries,
            IndexCatalog catalog,
            Batch batch) {
        super(name, keys, sparse);
        this.map = map;
        this.entries = entries;
        this.fields =
                keys.stream()
                        .map(key -> new IndexedField(key.getKey(), key.isAscending()))
                        .toList();
        this.unique = unique;
        this.catalog = catalog;
        this.batch = batch;
        this.options = catalog.get(map);
        Document filter = partialFilter();
        this.lookedAt = Wanted.by(filter == null ? new Document() : filter);
        fields.forEach(field -> lookedAt.add(field.path()));
    }

    /// The members that decide under which entries a document stands.
    Wanted lookedAt() {
        return lookedAt;
    }

    private boolean looksTheSame(Document one, Document other) {
        return lookedAt.isAll()
                ? one.equals(other)
                : lookedAt.names().stream()
                        .allMatch(name ->
                                one.containsKey(name) == other.containsKey(name)
                                        && Objects.equals(one.get(name), other.get(name)));
    }

    /// After how many seconds a document expires, counted from the date in the first field; null when it doesn't.
    @Nullable Long expireAfterSeconds() {
        return options.get(EXPIRE) instanceof Number seconds ? seconds.longValue() : null;
    }

    private @Nullable Document partialFilter() {
        return options.get(PARTIAL) instanceof Document filter ? filter : null;
    }

    @Override
    public String indexName() {
        return getName();
    }

    @Override
    public List<IndexedField> fields() {
        return fields;
    }

    @Override
    public MVMap<byte[], byte[]> entries() {
        return entries;
    }

    @Override
    public int multikeyFields() {
        return options.get(MULTIKEY) instanceof Number mask ? mask.intValue() : 0;
    }

    @Override
    public boolean isSparseIndex() {
        return isSparse();
    }

    @Override
    public boolean containsAllThatMatch(Document query) {
        Document filter = partialFilter();
        return filter == null || PartialFilter.isImpliedBy(filter, query);
    }

    @Override
    public Key documentKey(byte[] entryKey, byte[] entryValue) {
        if (entryValue[0] != BEGINS_AT) {
            return Key.of(entryValue);
        }
        int begin = ByteBuffer.wrap(entryValue).getInt(1);
        return Key.of(entryKey).tail(begin, fields.getLast().ascending());
    }

    private static byte[] beginningAfter(Key prefix) {
        return ByteBuffer.allocate(5).put(BEGINS_AT).putInt(prefix.bytes().length).array();
    }

    /// The document's values in the indexed fields; null when it doesn't stand in this index.
    private @Nullable IndexKeys keysOf(Document document) {
        Document filter = partialFilter();
        if (filter != null && !new DefaultQueryMatcher().matches(document, filter)) {
            return null;
        }
        IndexKeys keys = IndexKeys.of(document, fields);
        return isSparse() && keys.isAllMissing() ? null : keys;
    }

    /// What is wrong with the index, given all documents: entries that are missing, or left over.
    List<String> errors(Stream<DocumentWithPosition<Key>> documents) {
        long[] expected = {0};
        long[] missing = {0};
        documents.forEach(found -> {
            IndexKeys keys = keysOf(found.getDocument());
            if (keys == null) {
                return;
            }
            Key position = found.getPosition();
            keys.rows().stream()
                    .map(row -> Key.joined(fields, row))
                    .distinct()
                    .forEach(prefix -> {
                        expected[0]++;
                        byte[] entryKey = entryKey(prefix, position);
                        byte[] entry = entries.get(entryKey);
                        boolean seen =
                                (multikeyFields() | keys.multikeyFields()) == multikeyFields();
                        if (entry == null
                                || !documentKey(entryKey, entry).equals(position)
                                || !seen) {
                            missing[0]++;
                        }
                    });
        });
        long leftOver = entries.sizeAsLong() - (expected[0] - missing[0]);
        return missing[0] == 0 && leftOver == 0
                ? List.of()
                : List.of(
                        "Index %s lacks %d of %d entries and has %d that belong to no document"
                                .formatted(getName(), missing[0], expected[0], leftOver));
    }

    /// The entries' leading bytes, with the values they come from.
    private Map<Key, List<Object>> prefixesOf(Document document) {
        IndexKeys keys = keysOf(document);
        if (keys == null) {
            return Map.of();
        }
        rememberArrays(keys.multikeyFields());
        Map<Key, List<Object>> prefixes = new TreeMap<>();
        keys.rows().forEach(row -> prefixes.put(Key.joined(fields, row), row));
        return prefixes;
    }

    /// Remembered before the first such document is stored, and never forgotten: too much only costs speed.
    private void rememberArrays(int arrays) {
        if ((multikeyFields() | arrays) != multikeyFields()) {
            Document changed = options.clone();
            changed.put(MULTIKEY, multikeyFields() | arrays);
            catalog.put(map, changed);
            options = changed;
        }
    }

    private byte[] entryKey(Key prefix, Key document) {
        return prefix.followedBy(document, fields.getLast().ascending()).bytes();
    }

    private void checkUnique(Document document, MongoCollection<Key> collection) {
        if (!unique) {
            return;
        }
        Key self = Key.ofValue(document.get(IdIndex.ID));
        prefixesOf(document)
                .forEach((prefix, row) -> {
                    if (isTakenByAnother(prefix, self)) {
                        throw new DuplicateKeyError(this, collection, getKeys(), values(row));
                    }
                });
    }

    private static KeyValue values(List<Object> row) {
        List<@Nullable Object> values = new ArrayList<>();
        row.forEach(value -> values.add(Missing.isNullOrMissing(value) ? null : value));
        return new KeyValue(values);
    }

    private boolean isTakenByAnother(Key prefix, Key self) {
        var cursor = entries.cursor(prefix.bytes());
        while (cursor.hasNext() && Key.of(cursor.next()).startsWith(prefix)) {
            if (!documentKey(cursor.getKey(), cursor.getValue()).equals(self)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Key> collection) {
        checkUnique(document, collection);
    }

    @Override
    public void add(Document document, Key position, MongoCollection<Key> collection) {
        prefixesOf(document).keySet().forEach(prefix -> put(prefix, position));
    }

    @Override
    public Key remove(Document document) {
        Key position = Key.ofValue(document.get(IdIndex.ID));
        prefixesOf(document)
                .keySet()
                .forEach(prefix -> batch.remove(map, entryKey(prefix, position)));
        return position;
    }

    @Override
    public void checkUpdate(
            Document oldDocument, Document newDocument, MongoCollection<Key> collection) {
        if (!looksTheSame(oldDocument, newDocument)) {
            checkUnique(newDocument, collection);
        }
    }

    @Override
    public void updateInPlace(
            Document oldDocument,
            Document newDocument,
            Key position,
            MongoCollection<Key> collection) {
        if (looksTheSame(oldDocument, newDocument)) {
            return;
        }
        Set<Key> before = prefixesOf(oldDocument).keySet();
        Set<Key> after = prefixesOf(newDocument).keySet();
        for (Key prefix : before) {
            if (!after.contains(prefix)) {
                batch.remove(map, entryKey(prefix, position));
            }
        }
        for (Key prefix : after) {
            if (!before.contains(prefix)) {
                put(prefix, position);
            }
        }
    }

    private void put(Key prefix, Key position) {
        batch.put(map, entryKey(prefix, position), beginningAfter(prefix));
    }

    /// Null, since another index knows: the library asks all of them for a document's position.
    @Override
    public @Nullable Key getPosition(Document document) {
        return null;
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Key> getPositions(Document query) {
        throw new UnsupportedOperationException("The planner reads the index");
    }

    boolean isBuilt() {
        return Boolean.TRUE.equals(options.get(BUILT));
    }

    void markBuilt() {
        Document changed = options.clone();
        changed.put(BUILT, true);
        catalog.put(map, changed);
        options = changed;
    }

    /// False, or the library would fill the index again whenever no document is in it.
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof SecondaryIndex index
                && isSparse() == index.isSparse()
                && unique == index.unique
                && fields.equals(index.fields)
                && equalOption(PARTIAL, index)
                && equalOption(EXPIRE, index);
    }

    private boolean equalOption(String option, SecondaryIndex other) {
        return Objects.equals(options.get(option), other.options.get(option));
    }

    @Override
    public Document toIndexDescription() {
        Document description = super.toIndexDescription();
        for (String option : List.of(PARTIAL, EXPIRE)) {
            description.putIfNotNull(option, options.get(option));
        }
        return description;
    }

    @Override
    public void drop() {
        catalog.drop(map);
    }
}
