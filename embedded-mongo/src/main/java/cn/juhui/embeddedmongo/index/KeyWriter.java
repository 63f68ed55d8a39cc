package cn.juhui.embeddedmongo.index;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Encodes values so that unsigned byte order is the library's value order, which is MongoDB's for what we store.
///
/// Every encoding ends itself, so encodings can be joined to compound keys, and no encoding is a prefix of another one.
/// Missing and null are the same key, as in MongoDB. Numbers of all types are one order: the nearest double, then how
/// far a long is away from it.
final class KeyWriter {
    static final int MIN_KEY = 0x05;
    static final int EMPTY_ARRAY = 0x08;
    static final int NULL = 0x10;
    static final int NUMBER = 0x20;
    static final int STRING = 0x30;
    static final int DOCUMENT = 0x40;
    static final int ARRAY = 0x48;
    static final int BINARY = 0x50;
    static final int LEGACY_UUID = 0x51;
    static final int UUID_BYTES = 0x52;
    static final int OBJECT_ID = 0x58;
    static final int BOOLEAN = 0x60;
    static final int DATE = 0x68;
    static final int TIMESTAMP = 0x70;
    static final int REGEX = 0x78;
    static final int JAVASCRIPT = 0x7a;
    static final int MAX_KEY = 0xf0;

    private static final int END = 0x00;

    private final Output out = new Output();

    /// A `ByteArrayOutputStream` without its lock.
    private static final class Output {
        private byte[] bytes = new byte[48];
        private int size;

        void write(int value) {
            room(1);
            bytes[size++] = (byte) value;
        }

        void writeBytes(byte[] more) {
            room(more.length);
            System.arraycopy(more, 0, bytes, size, more.length);
            size += more.length;
        }

        private void room(int more) {
            if (bytes.length - size < more) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
            }
        }

        byte[] toByteArray() {
            return Arrays.copyOf(bytes, size);
        }
    }

    static byte[] encode(@Nullable Object value) {
        return new KeyWriter().add(value).toBytes();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    KeyWriter add(@Nullable Object value) {
        out.write(type(value));
        body(value);
        return this;
    }

    KeyWriter addRaw(byte[] encoded) {
        out.writeBytes(encoded);
        return this;
    }

    /// The first byte of a value's encoding.
    static int type(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Missing _ -> NULL;
            case EmptyArray _ -> EMPTY_ARRAY;
            case MinKey _ -> MIN_KEY;
            case Number _ -> NUMBER;
            case String _ -> STRING;
            case Map<?, ?> _ -> DOCUMENT;
            case Collection<?> _ -> ARRAY;
            case BinData _ -> BINARY;
            case LegacyUUID _ -> LEGACY_UUID;
            case UUID _ -> UUID_BYTES;
            case ObjectId _ -> OBJECT_ID;
            case Boolean _ -> BOOLEAN;
            case Instant _ -> DATE;
            case BsonTimestamp _ -> TIMESTAMP;
            case BsonRegularExpression _ -> REGEX;
            case BsonJavaScript _ -> JAVASCRIPT;
            case MaxKey _ -> MAX_KEY;
            default -> throw new IllegalArgumentException("Can't index a " + value.getClass());
        };
    }

    private void body(@Nullable Object value) {
        switch (value) {
            case Number number -> number(number);
            case String text -> text(text);
            case Document document -> document(document);
            case Collection<?> array -> {
                array.forEach(this::add);
                out.write(END);
            }
            case BinData binary -> {
                bigEndian(binary.getData().length, 4);
                out.writeBytes(binary.getData());
            }
            case LegacyUUID legacy -> {
                signed(legacy.getUuid().getMostSignificantBits());
                signed(legacy.getUuid().getLeastSignificantBits());
            }
            case UUID uuid -> {
                bigEndian(uuid.getMostSignificantBits(), 8);
                bigEndian(uuid.getLeastSignificantBits(), 8);
            }
            case ObjectId id -> out.writeBytes(id.toByteArray());
            case Boolean flag -> out.write(flag ? 1 : 0);
            case Instant instant -> signed(instant.toEpochMilli());
            case BsonTimestamp timestamp -> bigEndian(timestamp.getValue(), 8);
            case BsonRegularExpression regex -> {
                text(regex.getPattern());
                text(regex.getOptions() == null ? "" : regex.getOptions());
            }
            case BsonJavaScript script -> text(script.getCode());
            case null, default -> {}
        }
    }

    private void number(Number number) {
        double nearest = number.doubleValue();
        int distance = 0;
        if (number instanceof Long exact) {
            // Long.MAX_VALUE is nearest to 2^63, which no long can say.
            distance =
                    nearest == 0x1p63
                            ? (int) (exact - Long.MAX_VALUE) - 1
                            : (int) (exact - (long) nearest);
        }
        long bits = Double.doubleToLongBits(nearest == 0 ? 0.0 : nearest);
        bigEndian(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE, 8);
        bigEndian(distance + 0x8000, 2);
    }

    /// UTF-16 order, which is how Java and thus the library's matcher compares: each char as two or three bytes.
    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                out.write(0x00);
                out.write(0xff);
            } else if (c < 0x80) {
                out.write(c);
            } else if (c < 0x800) {
                out.write(0xc0 | (c >> 6));
                out.write(0x80 | (c & 0x3f));
            } else {
                out.write(0xe0 | (c >> 12));
                out.write(0x80 | ((c >> 6) & 0x3f));
                out.write(0x80 | (c & 0x3f));
            }
        }
        out.write(END);
        out.write(END);
    }

    private void document(Document document) {
        document.forEach((name, value) -> {
            out.write(type(value));
            text(name);
            body(value);
        });
        out.write(END);
    }

    private void signed(long value) {
        bigEndian(value ^ Long.MIN_VALUE, 8);
    }

    private void bigEndian(long value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) ((value >> shift) & 0xff));
        }
    }

    /// Turns the order of an encoding around, for a descending field.
    static byte[] inverted(byte[] encoded) {
        byte[] result = new byte[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            result[i] = (byte) ~encoded[i];
        }
        return result;
    }

    /// The least key above everything that starts with `prefix`, or null when there is none.
    static byte @Nullable [] after(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != (byte) 0xff) {
                byte[] next = Arrays.copyOf(prefix, i + 1);
                next[i]++;
                return next;
            }
        }
        return null;
    }
}
