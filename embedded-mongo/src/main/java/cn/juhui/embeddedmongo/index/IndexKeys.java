package cn.juhui.embeddedmongo.index;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The rows of field values under which a document stands in an index: one, or one for each element of an array.
///
/// Fields below the same array are paired element by element; two different arrays in one index are refused, as MongoDB does.
public final class IndexKeys {
    private final List<IndexedField> fields;
    private final List<List<Object>> rows = new ArrayList<>(1);
    private int multikeyFields;

    private IndexKeys(List<IndexedField> fields) {
        this.fields = fields;
    }

    /// @throws CannotIndexParallelArraysError when two indexed fields are, or are below, different arrays
    public static IndexKeys of(Document document, List<IndexedField> fields) {
        IndexKeys keys = new IndexKeys(fields);
        List<Walk> walks = new ArrayList<>(fields.size());
        for (IndexedField field : fields) {
            walks.add(new Walk(document, field.parts(), 0));
        }
        keys.expand(walks);
        return keys;
    }

    /// How far one field's path has been followed. A finished walk has no step left and is not looked into any more.
    private record Walk(Object value, List<String> parts, int step) {
        Walk advance() {
            Walk walk = this;
            while (walk.step < parts.size() && walk.value instanceof Document document) {
                walk = new Walk(document.getOrMissing(parts.get(walk.step)), parts, walk.step + 1);
            }
            return walk;
        }

        boolean isAtArray() {
            return step <= parts.size() && value instanceof Collection<?>;
        }

        Object result() {
            return step < parts.size() ? Missing.getInstance() : value;
        }

        Walk into(Object element) {
            if (step == parts.size()) {
                return new Walk(element, parts, step + 1);
            }
            return element instanceof Document
                    ? new Walk(element, parts, step).advance()
                    : new Walk(Missing.getInstance(), parts, parts.size());
        }
    }

    private void expand(List<Walk> start) {
        List<Walk> walks = start.stream().map(Walk::advance).toList();
        Collection<?> array = null;
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < walks.size(); i++) {
            if (walks.get(i).isAtArray()) {
                multikeyFields |= 1 << i;
                paths.add(fields.get(i).path());
                Collection<?> found = (Collection<?>) walks.get(i).value();
                if (array == null) {
                    array = found;
                } else if (!sameArray(array, found)) {
                    throw new CannotIndexParallelArraysError(paths);
                }
            }
        }
        if (array == null) {
            rows.add(walks.stream().map(Walk::result).toList());
            return;
        }
        Collection<?> elements = array.isEmpty() ? List.of(EmptyArray.INSTANCE) : array;
        for (Object element : elements) {
            List<Walk> next = new ArrayList<>(walks.size());
            for (Walk walk : walks) {
                next.add(walk.isAtArray() ? step(walk, element) : walk);
            }
            expand(next);
        }
    }

    private static Walk step(Walk walk, Object element) {
        return element instanceof EmptyArray
                ? new Walk(element, walk.parts(), walk.parts().size() + 1)
                : walk.into(element == null ? Missing.getInstance() : element);
    }

    @SuppressWarnings(
            "ReferenceEquality") // two fields share an array only when it is the very same one
    private static boolean sameArray(Collection<?> one, Collection<?> other) {
        return one == other;
    }

    public List<List<Object>> rows() {
        return rows;
    }

    public int multikeyFields() {
        return multikeyFields;
    }

    /// Whether no indexed field is there at all, which keeps the document out of a sparse index.
    public boolean isAllMissing() {
        return rows.stream().allMatch(row -> row.stream().allMatch(Missing.class::isInstance));
    }
}
