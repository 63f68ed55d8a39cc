package cn.juhui.embeddedmongo.index;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part of a query that indexes can use: conditions on fields that all must hold, and at most one `$or` over more such parts.
final class Filter {
    private final Map<String, List<Condition>> conditions = new HashMap<>();
    private final List<Document> alternatives = new ArrayList<>();

    private Filter() {}

    /// One filter for each branch of the first `$or`, or just one.
    static List<Filter> branchesOf(Document query) {
        Filter all = new Filter();
        all.addAll(query);
        if (all.alternatives.isEmpty()) {
            return List.of(all);
        }
        List<Filter> branches = new ArrayList<>();
        for (Document alternative : all.alternatives) {
            Filter branch = new Filter();
            branch.alternatives.add(alternative); // keeps a nested $or from being taken for ours
            all.conditions.forEach(
                    (path, list) -> branch.conditions.put(path, new ArrayList<>(list)));
            branch.addAll(alternative);
            branches.add(branch);
        }
        return branches;
    }

    List<Condition> on(String path) {
        return conditions.getOrDefault(path, List.of());
    }

    private void addAll(Document query) {
        query.forEach((path, value) -> {
            switch (path) {
                case "$and" -> documents(value).forEach(this::addAll);
                case "$or" -> {
                    if (alternatives.isEmpty()) {
                        alternatives.addAll(documents(value));
                    }
                }
                default -> {
                    if (!path.startsWith("$")) {
                        addField(path, value);
                    }
                }
            }
        });
    }

    private static List<Document> documents(@Nullable Object value) {
        return value instanceof Collection<?> list
                ? list.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .toList()
                : List.of();
    }

    private void addField(String path, @Nullable Object value) {
        if (BsonRegularExpression.isRegularExpression(value)) {
            add(path, new Condition.Present());
        } else if (value instanceof Document operators && hasOperator(operators)) {
            operators.forEach((operator, operand) -> addOperator(path, operator, operand));
        } else {
            addEquality(path, value);
        }
    }

    private static boolean hasOperator(Document document) {
        return document.isEmpty()
                || document.keySet().stream().anyMatch(key -> key.startsWith("$"));
    }

    private void addOperator(String path, String operator, @Nullable Object operand) {
        switch (operator) {
            case "$eq" -> addEquality(path, operand);
            case "$in" -> addAnyOf(path, operand);
            case "$gt" -> addRange(path, operand, Condition.Range::above);
            case "$gte" -> addRange(path, operand, Condition.Range::atLeast);
            case "$lt" -> addRange(path, operand, Condition.Range::below);
            case "$lte" -> addRange(path, operand, Condition.Range::atMost);
            case "$exists" -> {
                if (Utils.isTrue(operand)) {
                    add(path, new Condition.Present());
                }
            }
            case "$ne" -> {
                if (operand == null) {
                    add(path, new Condition.Present());
                }
            }
            default -> {
                // Not for an index; the filter is applied to what the index finds.
            }
        }
    }

    private void addEquality(String path, @Nullable Object value) {
        if (value instanceof Collection<?>) {
            add(path, new Condition.Present());
        } else if (isEncodable(value)) {
            add(path, new Condition.Points(List.of(Key.of(KeyWriter.encode(value)))));
        }
    }

    private void addAnyOf(String path, @Nullable Object operand) {
        if (operand instanceof Collection<?> values && values.stream().allMatch(Filter::isPoint)) {
            add(
                    path,
                    new Condition.Points(
                            values.stream()
                                    .map(value -> Key.of(KeyWriter.encode(value)))
                                    .sorted()
                                    .distinct()
                                    .toList()));
        }
    }

    private static boolean isPoint(@Nullable Object value) {
        return !(value instanceof Collection<?>) && isEncodable(value);
    }

    /// A document with an operator inside is not a value, and a regular expression matches more than itself.
    private static boolean isEncodable(@Nullable Object value) {
        return !BsonRegularExpression.isRegularExpression(value)
                && !(value instanceof Document document && hasOperator(document));
    }

    private interface ToRange {
        Condition.Range of(byte[] key);
    }

    private void addRange(String path, @Nullable Object operand, ToRange range) {
        boolean ordered =
                operand instanceof Number
                        || operand instanceof String
                        || operand instanceof Instant
                        || operand instanceof ObjectId
                        || operand instanceof UUID
                        || operand instanceof Boolean
                        || operand instanceof BsonTimestamp;
        if (ordered) {
            add(path, range.of(KeyWriter.encode(operand)));
        }
    }

    private void add(String path, Condition condition) {
        conditions.computeIfAbsent(path, _ -> new ArrayList<>()).add(condition);
    }
}
