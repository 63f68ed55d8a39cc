package cn.juhui.embeddedmongo.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;

/// Which runs of which index to read, and in which direction.
///
/// @param sortField the field from which on the index is in the wanted order, or -1 when the documents must be sorted
/// @param entries how many index entries the runs hold
public record Plan(
        OrderedIndex index,
        List<ScanRange> ranges,
        boolean mayRepeat,
        int sortField,
        boolean backwards,
        long entries) {

    public boolean isSorted() {
        return sortField >= 0;
    }

    /// The keys of the documents to look at, each once, in the wanted order if the plan is sorted.
    public Iterator<Key> documentKeys() {
        Iterator<Key> keys = isSorted() && ranges.size() > 1 ? merged() : oneAfterTheOther();
        return mayRepeat ? distinct(keys) : keys;
    }

    private Iterator<Key> oneAfterTheOther() {
        Iterator<ScanRange> rest = ranges.iterator();
        return new Lookahead() {
            private IndexCursor cursor = IndexCursor.NONE;

            @Override
            boolean advance() {
                while (!cursor.next()) {
                    if (!rest.hasNext()) {
                        return false;
                    }
                    cursor = IndexCursor.over(index.entries(), rest.next(), backwards);
                }
                key = index.documentKey(cursor.key(), cursor.value());
                return true;
            }
        };
    }

    /// The runs are each in order from the sort field on; the least head is next.
    private Iterator<Key> merged() {
        PriorityQueue<IndexCursor> heads =
                new PriorityQueue<>((a, b) -> {
                    int order = a.compareTo(b, sortField);
                    return backwards ? -order : order;
                });
        List<IndexCursor> cursors = new ArrayList<>();
        ranges.forEach(range -> cursors.add(IndexCursor.over(index.entries(), range, backwards)));
        cursors.stream().filter(IndexCursor::next).forEach(heads::add);
        return new Lookahead() {
            @Override
            boolean advance() {
                IndexCursor head = heads.poll();
                if (head == null) {
                    return false;
                }
                key = index.documentKey(head.key(), head.value());
                if (head.next()) {
                    heads.add(head);
                }
                return true;
            }
        };
    }

    private static Iterator<Key> distinct(Iterator<Key> keys) {
        Set<Key> seen = new HashSet<>();
        return new Lookahead() {
            @Override
            boolean advance() {
                while (keys.hasNext()) {
                    key = keys.next();
                    if (seen.add(key)) {
                        return true;
                    }
                }
                return false;
            }
        };
    }

    private abstract static class Lookahead implements Iterator<Key> {
        Key key = Key.of(new byte[0]);
        private boolean ahead;

        abstract boolean advance();

        @Override
        public boolean hasNext() {
            if (!ahead) {
                ahead = advance();
            }
            return ahead;
        }

        @Override
        public Key next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ahead = false;
            return key;
        }
    }
}
