package cn.juhui.embeddedmongo.document;

import de.bwaldvogel.mongo.wire.BsonConstants;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Walks along the members of a document's bytes, from one to the next, without looking into them.
final class Members {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte SYMBOL = 0x0e;
    private static final byte CODE_WITH_SCOPE = 0x0f;

    private final byte[] bytes;
    private final int end;
    private int from;
    private int value;
    private int to;

    /// The members of the document, or the elements of the array, that begins at `start`.
    Members(byte[] bytes, int start) {
        this.bytes = bytes;
        this.to = start + 4;
        this.end = start + intAt(start) - 1;
        if (end < to || end >= bytes.length || bytes[end] != 0) {
            throw new IllegalArgumentException("Not a document");
        }
    }

    /// Goes to the next member, or to the first.
    ///
    /// @return whether there is one
    boolean next() {
        if (to >= end) {
            return false;
        }
        from = to;
        value = from + 1;
        while (bytes[value++] != 0) {
            // the name
        }
        to = value + size();
        return true;
    }

    private int size() {
        return switch (type()) {
            case BsonConstants.TYPE_NULL,
                    BsonConstants.TYPE_UNDEFINED,
                    BsonConstants.TYPE_MIN_KEY,
                    BsonConstants.TYPE_MAX_KEY ->
                    0;
            case BsonConstants.TYPE_BOOLEAN -> 1;
            case BsonConstants.TYPE_INT32 -> 4;
            case BsonConstants.TYPE_DOUBLE,
                    BsonConstants.TYPE_UTC_DATETIME,
                    BsonConstants.TYPE_TIMESTAMP,
                    BsonConstants.TYPE_INT64 ->
                    8;
            case BsonConstants.TYPE_OBJECT_ID -> 12;
            case BsonConstants.TYPE_DECIMAL128 -> 16;
            case BsonConstants.TYPE_UTF8_STRING, BsonConstants.TYPE_JAVASCRIPT_CODE, SYMBOL ->
                    4 + intAt(value);
            case BsonConstants.TYPE_DATA -> 5 + intAt(value);
            case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY, CODE_WITH_SCOPE ->
                    intAt(value);
            case BsonConstants.TYPE_REGEX -> afterText(afterText(value)) - value;
            default -> throw new IllegalArgumentException("Unknown type " + type());
        };
    }

    private int afterText(int start) {
        int at = start;
        while (bytes[at++] != 0) {
            // to its end
        }
        return at;
    }

    private int intAt(int at) {
        return (int) INT.get(bytes, at);
    }

    byte type() {
        return bytes[from];
    }

    String name() {
        return new String(bytes, from + 1, value - from - 2, StandardCharsets.UTF_8);
    }

    /// Where the member begins, with its type.
    int from() {
        return from;
    }

    /// Where its value begins.
    int value() {
        return value;
    }

    /// Where it ends, exclusively.
    int to() {
        return to;
    }
}
