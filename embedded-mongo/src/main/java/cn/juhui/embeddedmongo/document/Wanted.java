package cn.juhui.embeddedmongo.document;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The members of a document that somebody looks at; the others need not be read.
public final class Wanted {
    private static final Set<String> COMBINED = Set.of("$and", "$or", "$nor");

    private final Map<String, Wanted> members = new HashMap<>();
    private boolean all;

    /// The whole document.
    public static Wanted all() {
        Wanted wanted = new Wanted();
        wanted.all = true;
        return wanted;
    }

    /// What the conditions of a query look at.
    public static Wanted by(Document query) {
        Wanted wanted = new Wanted();
        wanted.addQuery(query);
        return wanted;
    }

    private void addQuery(Document query) {
        query.forEach((path, value) -> {
            if (!path.startsWith("$")) {
                add(path);
            } else if (COMBINED.contains(path)
                    && value instanceof Collection<?> parts
                    && parts.stream().allMatch(Document.class::isInstance)) {
                parts.forEach(part -> addQuery((Document) part));
            } else {
                all = true;
            }
        });
    }

    /// Adds what a dotted path leads to. Behind a number, which may be a position in an array, it is everything.
    public Wanted add(String path) {
        Wanted at = this;
        for (String name : path.split("\\.", -1)) {
            if (isPosition(name)) {
                break;
            }
            at = at.members.computeIfAbsent(name, _ -> new Wanted());
        }
        at.all = true;
        return this;
    }

    private static boolean isPosition(String name) {
        return name.isEmpty() || name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Whether it is everything.
    public boolean isAll() {
        return all;
    }

    /// What is looked at within a member; null when nobody looks at it.
    @Nullable Wanted of(String member) {
        return all ? this : members.get(member);
    }

    boolean looksAtAllOf(String member) {
        Wanted within = of(member);
        return within != null && within.all;
    }

    /// Whether one of `names` is looked at.
    boolean hasAny(Collection<String> names) {
        return all || names.stream().anyMatch(members::containsKey);
    }

    /// The names of the members, at the top of the document.
    public Set<String> names() {
        return members.keySet();
    }
}
