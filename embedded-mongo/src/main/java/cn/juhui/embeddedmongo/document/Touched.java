package cn.juhui.embeddedmongo.document;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The members at the top of a document that an update reads or changes, and those arrays of them that it only adds to.
public final class Touched {
    private final Set<String> names = new HashSet<>();
    private final Set<String> grown = new HashSet<>();
    private final Set<String> more = new HashSet<>();
    private boolean positional;

    private Touched() {}

    /// @param query for which documents the update is
    /// @param indexes what each index looks at
    /// @return null when it takes the whole document
    public static @Nullable Touched by(
            Document update, Document query, Collection<Wanted> indexes) {
        if (update.isEmpty()) {
            return null; // an empty document in place of the one that is there
        }
        Touched touched = new Touched();
        for (var operator : update.entrySet()) {
            if (!operator.getKey().startsWith("$")
                    || !(operator.getValue() instanceof Document change)) {
                return null;
            }
            change.forEach((path, value) -> touched.add(operator.getKey(), path, value));
        }
        Wanted wanted = Wanted.by(query);
        if (wanted.isAll() || touched.names.contains("")) {
            return null;
        }
        touched.names.add("_id");
        touched.grown.removeAll(touched.more);
        // A condition on the array itself needs its elements, one on what is in them doesn't.
        touched.grown.removeIf(name -> touched.positional || wanted.looksAtAllOf(name));
        if (touched.positional) {
            touched.names.addAll(wanted.names());
        }
        Set<String> changed = Set.copyOf(touched.names);
        for (Wanted index : indexes) {
            if (index.isAll()) {
                return null;
            }
            if (index.hasAny(changed)) {
                touched.names.addAll(index.names());
                touched.grown.removeAll(index.names());
            }
        }
        return touched;
    }

    /// Whether it matters where in an array a condition was met.
    public boolean isPositional() {
        return positional;
    }

    private void add(String operator, String path, @Nullable Object value) {
        positional |= path.contains("$");
        boolean grows = operator.equals("$push") && !path.contains(".") && isSimple(value);
        String name = root(path);
        if (!names.add(name) || !grows) {
            more.add(name);
        } else {
            grown.add(name);
        }
        if (operator.equals("$rename") && value instanceof String target) {
            more.add(root(target));
            names.add(root(target));
        }
    }

    private static String root(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /// One value, or several that come behind the others.
    private static boolean isSimple(@Nullable Object value) {
        return !(value instanceof Document document)
                || document.keySet().stream().noneMatch(key -> key.startsWith("$"))
                || (document.keySet().equals(Set.of("$each"))
                        && document.get("$each") instanceof List<?>);
    }

    /// Whether the member is read or changed.
    boolean has(String name) {
        return names.contains(name);
    }

    /// Whether the member, if it is an array, only gets more elements.
    boolean grows(String name) {
        return grown.contains(name);
    }
}
