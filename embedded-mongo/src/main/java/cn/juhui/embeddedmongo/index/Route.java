package cn.juhui.embeddedmongo.index;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a query gets to its documents: by the `_id`s that it names, by an index, or past all of them when it has neither.
///
/// @param ids in their order, each once
public record Route(@Nullable List<Key> ids, @Nullable Plan plan) {
    private static final String ID = "_id";
    private static final int MOST_IDS = 2_000;

    /// @param planner is asked unless the query names the documents
    public static Route of(
            Document query, @Nullable Document orderBy, Supplier<@Nullable Plan> planner) {
        Object id = id(query);
        if (id != null) {
            return new Route(List.of(Key.ofValue(id)), null);
        }
        boolean anyOrder = orderBy == null || orderBy.isEmpty();
        List<Key> ids = anyOrder ? ids(query.get(ID)) : null;
        return ids == null ? new Route(null, planner.get()) : new Route(ids, null);
    }

    /// The one `_id` that a document must have, also where the conditions stand apart.
    private static @Nullable Object id(Document query) {
        Object id = query.get(ID);
        if (isPlain(id)) {
            return id;
        }
        if (query.get("$and") instanceof Collection<?> parts) {
            for (Object part : parts) {
                Object named = part instanceof Document conditions ? id(conditions) : null;
                if (named != null) {
                    return named;
                }
            }
        }
        return null;
    }

    private static @Nullable List<Key> ids(@Nullable Object id) {
        return id instanceof Document operators
                        && operators.size() == 1
                        && operators.get("$in") instanceof Collection<?> in
                        && in.size() <= MOST_IDS
                        && in.stream().allMatch(Route::isPlain)
                ? in.stream().map(Key::ofValue).sorted().distinct().toList()
                : null;
    }

    private static boolean isPlain(@Nullable Object id) {
        return id != null
                && !(id instanceof Document)
                && !(id instanceof Collection<?>)
                && !BsonRegularExpression.isRegularExpression(id);
    }

    /// Whether it is one document at most.
    public boolean isOne() {
        return ids != null && ids.size() <= 1;
    }

    /// Whether documents come in the order that was asked for, if one was.
    public boolean isSorted() {
        return isOne() || (plan != null && plan.isSorted());
    }
}
