package cn.juhui.embeddedmongo.index;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes that compare like the values they encode; as the key of a document it encodes the document's `_id`.
public final class Key implements Comparable<Key> {
    private final byte[] bytes;

    private Key(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Wraps the array without copying it: nobody may change it afterwards.
    public static Key of(byte[] bytes) {
        return new Key(bytes);
    }

    public static Key ofValue(@Nullable Object value) {
        return new Key(KeyWriter.encode(value));
    }

    /// The leading bytes of an entry: one value for each field, in the fields' directions.
    public static Key joined(List<IndexedField> fields, List<Object> row) {
        KeyWriter writer = new KeyWriter();
        for (int i = 0; i < row.size(); i++) {
            writer.addRaw(fields.get(i).encode(row.get(i)));
        }
        return new Key(writer.toBytes());
    }

    /// This key and then `next`, turned around when it shall descend.
    public Key followedBy(Key next, boolean ascending) {
        byte[] tail = ascending ? next.bytes : KeyWriter.inverted(next.bytes);
        return new Key(new KeyWriter().addRaw(bytes).addRaw(tail).toBytes());
    }

    /// What [#followedBy] put behind the first `length` bytes.
    public Key tail(int length, boolean ascending) {
        byte[] tail = Arrays.copyOfRange(bytes, length, bytes.length);
        return new Key(ascending ? tail : KeyWriter.inverted(tail));
    }

    public boolean startsWith(Key prefix) {
        return bytes.length >= prefix.bytes.length
                && Arrays.equals(
                        bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
    }

    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
