package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.document.StoredDocument;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/// Documents as they are stored. Each decoding is a new document, so nobody sees somebody else's half-done update.
final class Bson {
    /// MongoDB's own limit.
    static final int MOST_BYTES = 16 << 20;

    /// What a document is written for, and what MongoDB says when it is larger than it may be.
    enum For {
        INSERT(10334, "BSONObjectTooLarge", "A document to insert"),
        UPDATE(17419, "Location17419", "Resulting document after update"),
        UPSERT(17420, "Location17420", "Document to upsert");

        private final int code;
        private final String name;
        private final String what;

        For(int code, String name, String what) {
            this.code = code;
            this.name = name;
            this.what = what;
        }

        private MongoServerError tooLarge() {
            return new MongoServerError(code, name, what + " is larger than " + MOST_BYTES);
        }
    }

    private Bson() {}

    static byte[] encode(Document document, For purpose) {
        return checked(StoredDocument.encode(document), purpose);
    }

    /// The same bytes, unless they are too many.
    static byte[] checked(byte[] bytes, For purpose) {
        if (bytes.length > MOST_BYTES) {
            throw purpose.tooLarge();
        }
        return bytes;
    }

    static Document decode(byte[] bytes) {
        return new StoredDocument(bytes).read();
    }
}
