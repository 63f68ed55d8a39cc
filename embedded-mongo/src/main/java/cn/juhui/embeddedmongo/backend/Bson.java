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
    private static final int MOST_BYTES = 16 << 20;

    private static final int TOO_LARGE = 10334;

    private Bson() {}

    static byte[] encode(Document document) {
        ByteBuf buffer = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(document, buffer);
        if (buffer.readableBytes() > MOST_BYTES) {
            throw new MongoServerError(
                    TOO_LARGE,
                    "BSONObjectTooLarge",
                    "A document of %d bytes is larger than %d bytes"
                            .formatted(buffer.readableBytes(), MOST_BYTES));
        }
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }
}
