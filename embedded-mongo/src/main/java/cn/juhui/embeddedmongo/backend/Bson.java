package cn.juhui.embeddedmongo.backend;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

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
        ByteBuf buffer = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(document, buffer);
        if (buffer.readableBytes() > MOST_BYTES) {
            throw purpose.tooLarge();
        }
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }
}
