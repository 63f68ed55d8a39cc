package cn.juhui.embeddedmongo.index;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;

/// What the planner needs to know of an index: a map whose keys are the encoded fields, in order, then the document's key.
public interface OrderedIndex {
    String indexName();

    List<IndexedField> fields();

    MVMap<byte[], byte[]> entries();

    /// Bit i says that field i has been an array in some document, so a document may stand in the index more than once.
    int multikeyFields();

    boolean isSparseIndex();

    /// Whether every document that `query` can match stands in this index, as far as a partial filter is concerned.
    boolean containsAllThatMatch(Document query);

    /// The key of the document that an entry points at.
    Key documentKey(byte[] entryKey, byte[] entryValue);
}
