package cn.juhui.embeddedmongo.document;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a query asks of a document, which is read only as far as that.
///
/// Takes two conditions on one field apart. Different elements of an array may meet them, as MongoDB has it; the library
/// looks for one element that meets both.
///
/// A regular expression is for texts only: the library would look at how numbers, times and documents are written, too, and at no other condition beside it.
public final class Conditions {
    private static final Set<String> COMBINED = Set.of("$and", "$or", "$nor");
    private static final Set<String> PATTERN = Set.of("$regex", "$options");
    private static final Set<String> SEPARABLE =
            Set.of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$exists");

    private final Document query;
    private final Wanted wanted;

    /// The values that members must have, when that is all that is asked.
    private final @Nullable Map<String, Object> values;

    public Conditions(Document query) {
        this.query = takenApart(query);
        this.wanted = Wanted.by(query);
        Map<String, Object> plain = new HashMap<>();
        this.values = onlyValues(query, plain) ? plain : null;
    }

    /// The document, or null when it doesn't match. The matcher is a new one each time: it has state, and many read at once.
    public @Nullable StoredDocument ifMet(StoredDocument document) {
        Document read = document.read(wanted);
        return hasValues(read) || new DefaultQueryMatcher().matches(read, query) ? document : null;
    }

    private static boolean onlyValues(Document query, Map<String, Object> values) {
        for (var condition : query.entrySet()) {
            Object value = condition.getValue();
            boolean met =
                    condition.getKey().equals("$and") && value instanceof Collection<?> parts
                            ? parts.stream()
                                    .allMatch(part ->
                                            part instanceof Document more
                                                    && onlyValues(more, values))
                            : !condition.getKey().startsWith("$")
                                    && !condition.getKey().contains(".")
                                    && (value instanceof String || isWhole(value))
                                    && values.put(condition.getKey(), value) == null;
            if (!met) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(@Nullable Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    /// Whether it is plain that the document matches. When it isn't, the matcher knows.
    private boolean hasValues(Document document) {
        return values != null
                && values.entrySet().stream()
                        .allMatch(asked -> isSame(asked.getValue(), document.get(asked.getKey())));
    }

    private static boolean isSame(Object asked, @Nullable Object found) {
        return asked.equals(found)
                || (found instanceof Number number
                        && isWhole(number)
                        && asked instanceof Number wanted
                        && wanted.longValue() == number.longValue());
    }

    /// The same query with one condition for each mention of a field; the query itself when there is nothing to do.
    private static Document takenApart(Document query) {
        Document result = new Document();
        List<Document> more = new ArrayList<>();
        boolean changed = false;
        for (var entry : query.entrySet()) {
            Object value = entry.getValue();
            if (COMBINED.contains(entry.getKey())
                    && value instanceof Collection<?> parts
                    && parts.stream().allMatch(Document.class::isInstance)) {
                List<Document> taken =
                        parts.stream().map(part -> takenApart((Document) part)).toList();
                changed |= !taken.equals(new ArrayList<>(parts));
                result.put(entry.getKey(), taken);
            } else if (BsonRegularExpression.isRegularExpression(value)) {
                changed = true;
                pattern(value)
                        .forEach(condition -> more.add(new Document(entry.getKey(), condition)));
            } else if (value instanceof Document operators
                    && operators.size() == 1
                    && BsonRegularExpression.isRegularExpression(operators.get("$not"))) {
                changed = true;
                Document wanted = new Document(entry.getKey(), operators.get("$not"));
                more.add(new Document("$nor", List.of(takenApart(wanted))));
            } else if (value instanceof Document operators
                    && operators.size() > 1
                    && SEPARABLE.containsAll(operators.keySet())) {
                changed = true;
                operators.forEach((operator, operand) ->
                        more.add(new Document(entry.getKey(), new Document(operator, operand))));
            } else {
                result.put(entry.getKey(), value);
            }
        }
        if (!more.isEmpty()) {
            if (result.get("$and") instanceof Collection<?> given) {
                given.forEach(part -> more.add((Document) part));
            }
            result.put("$and", more);
        }
        return changed ? result : query;
    }

    /// What is to be true of a field with a regular expression, one by one.
    private static List<Object> pattern(Object value) {
        List<Object> conditions = new ArrayList<>();
        conditions.add(new Document("$type", "string"));
        if (!(value instanceof Document operators)) {
            conditions.add(value);
            return conditions;
        }
        Document pattern = new Document();
        operators.forEach((operator, operand) -> {
            if (PATTERN.contains(operator)) {
                pattern.put(operator, operand);
            } else {
                conditions.add(new Document(operator, operand));
            }
        });
        conditions.add(pattern);
        return conditions;
    }
}
