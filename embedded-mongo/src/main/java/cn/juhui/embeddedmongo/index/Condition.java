package cn.juhui.embeddedmongo.index;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a filter says about one field, in key bytes. An index may answer more than that: the filter is applied to what it finds.
sealed interface Condition {
    /// Whether a document without the field can't match.
    boolean needsTheField();

    /// One of these values.
    record Points(List<Key> keys) implements Condition {
        private static final Key NULL = Key.of(KeyWriter.encode(null));

        @Override
        public boolean needsTheField() {
            return !keys.contains(NULL);
        }
    }

    /// From `from` to just below `to`, always within one type.
    record Range(Key from, Key to) implements Condition {
        @Override
        public boolean needsTheField() {
            return true;
        }

        boolean contains(Key key) {
            return from.compareTo(key) <= 0 && key.compareTo(to) < 0;
        }

        static Range atLeast(byte[] key) {
            return new Range(Key.of(key), endOfType(key));
        }

        static Range above(byte[] key) {
            return new Range(Key.of(afterAll(key)), endOfType(key));
        }

        static Range below(byte[] key) {
            return new Range(startOfType(key), Key.of(key));
        }

        static Range atMost(byte[] key) {
            return new Range(startOfType(key), Key.of(afterAll(key)));
        }

        private static Key startOfType(byte[] key) {
            return Key.of(Arrays.copyOf(key, 1));
        }

        private static Key endOfType(byte[] key) {
            return Key.of(new byte[] {(byte) (key[0] + 1)});
        }

        /// Types start below 0xff, so there is always something above.
        private static byte[] afterAll(byte[] prefix) {
            byte[] after = KeyWriter.after(prefix);
            return after == null ? prefix : after;
        }
    }

    /// Nothing an index could use but that the field is there.
    record Present() implements Condition {
        @Override
        public boolean needsTheField() {
            return true;
        }
    }

    /// Both at once, for a field that has one value. Null is "whatever".
    static @Nullable Condition both(@Nullable Condition one, Condition other) {
        if (one == null || one instanceof Present) {
            return other;
        }
        if (other instanceof Present) {
            return one;
        }
        if (one instanceof Points(List<Key> keys)) {
            return new Points(
                    switch (other) {
                        case Points(List<Key> others) ->
                                keys.stream().filter(others::contains).toList();
                        case Range range -> keys.stream().filter(range::contains).toList();
                        case Present _ -> keys;
                    });
        }
        if (one instanceof Range(Key from, Key to) && other instanceof Range(Key from2, Key to2)) {
            return new Range(
                    from.compareTo(from2) >= 0 ? from : from2, to.compareTo(to2) <= 0 ? to : to2);
        }
        return both(other, one);
    }
}
