package cn.juhui.embeddedmongo.backend;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tells whether a query only asks for documents that a partial index holds. When in doubt it says no, and the index isn't used.
final class PartialFilter {
    private PartialFilter() {}

    static boolean isImpliedBy(Document filter, Document query) {
        return filter.entrySet().stream()
                .allMatch(condition ->
                        query.containsKey(condition.getKey())
                                && implies(
                                        query.get(condition.getKey()),
                                        condition.getKey(),
                                        condition.getValue()));
    }

    private static boolean implies(
            @Nullable Object asked, String path, @Nullable Object condition) {
        if (path.startsWith("$")) {
            return Objects.equals(asked, condition);
        }
        if (asked instanceof Document operators
                && operators.keySet().stream().anyMatch(key -> key.startsWith("$"))) {
            return operators.equals(condition) || (isExists(condition) && needsValue(operators));
        }
        // A plain value: the documents asked for have it, so ask the filter about it. Not with
        // dots, which may mean arrays.
        return !path.contains(".")
                && !(asked instanceof Collection<?>)
                && !BsonRegularExpression.isRegularExpression(asked)
                && asked != null
                && new DefaultQueryMatcher()
                        .matches(new Document(path, asked), new Document(path, condition));
    }

    private static boolean isExists(@Nullable Object condition) {
        return condition instanceof Document document
                && document.size() == 1
                && Utils.isTrue(document.get("$exists"));
    }

    private static boolean needsValue(Document operators) {
        return operators.entrySet().stream()
                .anyMatch(operator ->
                        switch (operator.getKey()) {
                            case "$gt", "$gte", "$lt", "$lte", "$eq" -> operator.getValue() != null;
                            case "$in" ->
                                    operator.getValue() instanceof Collection<?> values
                                            && values.stream().noneMatch(Objects::isNull);
                            default -> false;
                        });
    }
}
