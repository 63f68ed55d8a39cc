package cn.juhui.embeddedmongo.index;

import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A run of index entries, from `from` to just below `to` (null: to the end).
///
/// @param offsets where in each entry's key the fields start that come up to and after the ones with a fixed value; so
///     it is one longer than the number of fixed fields
record ScanRange(Key from, @Nullable Key to, List<Integer> offsets) {
    private static final int MOST_PREFIXES = 2_000;

    int fixedFields() {
        return offsets.size() - 1;
    }

    /// How many entries there are, counted without reading them.
    long count(MVMap<byte[], byte[]> entries) {
        long end = to == null ? entries.sizeAsLong() : rank(entries, to);
        return Math.max(0, end - rank(entries, from));
    }

    private static long rank(MVMap<byte[], byte[]> entries, Key key) {
        if (key.bytes().length == 0) {
            return 0;
        }
        long index = entries.getKeyIndex(key.bytes());
        return index >= 0 ? index : -index - 1;
    }

    /// The runs of `index` that hold everything one branch of a filter can match.
    static List<ScanRange> of(OrderedIndex index, Filter filter) {
        List<ScanRange> prefixes = List.of(new ScanRange(Key.of(new byte[0]), null, List.of(0)));
        boolean multikeyUsed = false;
        int i = 0;
        for (IndexedField field : index.fields()) {
            boolean multikey = (index.multikeyFields() & (1 << i++)) != 0;
            // Two conditions on arrays may be met by different elements, so only one of them
            // narrows the scan.
            if (multikey && multikeyUsed) {
                break;
            }
            multikeyUsed |= multikey;
            Condition condition = combined(filter.on(field.path()), multikey);
            if (condition instanceof Condition.Range range) {
                return prefixes.stream().map(prefix -> prefix.narrowed(field, range)).toList();
            }
            if (!(condition instanceof Condition.Points(List<Key> points))
                    || (long) prefixes.size() * points.size() > MOST_PREFIXES) {
                break;
            }
            List<ScanRange> longer = new ArrayList<>();
            for (ScanRange prefix : prefixes) {
                points.forEach(point -> longer.add(prefix.fixed(field, point)));
            }
            prefixes = longer;
        }
        return prefixes;
    }

    private static @Nullable Condition combined(List<Condition> conditions, boolean multikey) {
        Condition best = null;
        for (Condition condition : conditions) {
            if (!multikey) {
                best = Condition.both(best, condition);
            } else if (best == null
                    || best instanceof Condition.Present
                    || condition instanceof Condition.Points) {
                best = condition;
            }
        }
        return best;
    }

    private ScanRange fixed(IndexedField field, Key point) {
        byte[] key = join(field.ascending() ? point.bytes() : KeyWriter.inverted(point.bytes()));
        List<Integer> longer = new ArrayList<>(offsets);
        longer.add(key.length);
        return new ScanRange(Key.of(key), endOf(key), longer);
    }

    private ScanRange narrowed(IndexedField field, Condition.Range range) {
        if (field.ascending()) {
            return new ScanRange(
                    Key.of(join(range.from().bytes())), Key.of(join(range.to().bytes())), offsets);
        }
        return new ScanRange(
                Key.of(join(afterInverted(range.to()))),
                Key.of(join(afterInverted(range.from()))),
                offsets);
    }

    private static byte[] afterInverted(Key key) {
        byte[] inverted = KeyWriter.inverted(key.bytes());
        byte[] after = KeyWriter.after(inverted);
        return after == null ? inverted : after;
    }

    private byte[] join(byte[] field) {
        return new KeyWriter().addRaw(from.bytes()).addRaw(field).toBytes();
    }

    private static @Nullable Key endOf(byte[] prefix) {
        byte[] end = KeyWriter.after(prefix);
        return end == null ? null : Key.of(end);
    }
}
