package cn.juhui.embeddedmongo.index;

import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// Walks one run of an index, forwards or backwards.
final class IndexCursor {
    static final IndexCursor NONE =
            new IndexCursor(null, new ScanRange(Key.of(new byte[0]), null, List.of(0)), false);

    private final @Nullable Cursor<byte[], byte[]> cursor;
    private final ScanRange range;
    private final boolean backwards;
    private byte[] key = new byte[0];

    private IndexCursor(
            @Nullable Cursor<byte[], byte[]> cursor, ScanRange range, boolean backwards) {
        this.cursor = cursor;
        this.range = range;
        this.backwards = backwards;
    }

    @SuppressWarnings("NullAway") // a null start is the end of the map
    static IndexCursor over(MVMap<byte[], byte[]> entries, ScanRange range, boolean backwards) {
        byte[] start =
                backwards ? (range.to() == null ? null : range.to().bytes()) : range.from().bytes();
        return new IndexCursor(entries.cursor(start, null, backwards), range, backwards);
    }

    /// Moves to the next entry of the run.
    boolean next() {
        while (cursor != null && cursor.hasNext()) {
            key = cursor.next();
            boolean tooHigh = range.to() != null && compare(range.to()) >= 0;
            boolean tooLow = compare(range.from()) < 0;
            if (!tooHigh && !tooLow) {
                return true;
            }
            if (backwards ? tooLow : tooHigh) {
                return false;
            }
        }
        return false;
    }

    private int compare(Key bound) {
        return Arrays.compareUnsigned(key, bound.bytes());
    }

    byte[] key() {
        return key;
    }

    byte[] value() {
        if (cursor == null) {
            throw new IllegalStateException("No entry");
        }
        return cursor.getValue();
    }

    /// Compares where the two stand, looking only at the key from `field` on.
    int compareTo(IndexCursor other, int field) {
        return Arrays.compareUnsigned(
                key,
                range.offsets().get(field),
                key.length,
                other.key,
                other.range.offsets().get(field),
                other.key.length);
    }
}
