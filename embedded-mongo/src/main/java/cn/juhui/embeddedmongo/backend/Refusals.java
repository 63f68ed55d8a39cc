package cn.juhui.embeddedmongo.backend;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says no to what this store can't do right, where the library would pretend to have done it.
final class Refusals {
    private static final int NOT_SUPPORTED = 115;
    private static final int ILLEGAL_OPERATION = 20;
    private static final int INVALID_INDEX_OPTION = 197;
    private static final int OPTIONS_CONFLICT = 86;
    private static final int CHANGE_STREAM = 40573;

    private static final Set<String> INDEX_OPTIONS =
            Set.of(
                    "key",
                    "name",
                    "ns",
                    "v",
                    "unique",
                    "sparse",
                    "background",
                    SecondaryIndex.PARTIAL,
                    SecondaryIndex.EXPIRE);

    private static final Set<String> CREATE_OPTIONS =
            Set.of(
                    "create",
                    "capped",
                    "size",
                    "max",
                    "autoIndexId",
                    "writeConcern",
                    "comment",
                    "maxTimeMS",
                    "lsid",
                    "apiVersion");

    private static final Set<String> NEVER =
            Set.of(
                    "collation",
                    "startTransaction",
                    "autocommit",
                    "txnNumber",
                    "let",
                    "min",
                    "max",
                    "tailable",
                    "awaitData",
                    "returnKey",
                    "showRecordId");

    private static final Set<String> FILTERS = Set.of("filter", "query", "q");

    private static final Set<String> OPERATORS =
            Set.of(
                    "$jsonSchema",
                    "$text",
                    "$where",
                    "$near",
                    "$nearSphere",
                    "$geoWithin",
                    "$geoIntersects",
                    "$geoNear",
                    "$function",
                    "$accumulator",
                    "$indexStats",
                    "$search",
                    "$vectorSearch");

    private Refusals() {}

    static void checkCommand(String command, Document query) {
        if (command.equals("create")) {
            query.keySet().stream()
                    .filter(option -> !option.startsWith("$") && !CREATE_OPTIONS.contains(option))
                    .findFirst()
                    .ifPresent(option -> refuse("create with '" + option + "'"));
            return;
        }
        if (command.equals("renameCollection")) {
            refuse(command);
        }
        if (command.equals("fsync") && Utils.isTrue(query.get("lock"))) {
            refuse("fsync with 'lock'");
        }
        checkOptions(command, query);
        for (String parts : List.of("updates", "deletes")) {
            if (query.get(parts) instanceof Collection<?> statements) {
                statements.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .forEach(statement -> checkStatement(command, statement));
            }
        }
        checkUpdate(query.get("update"));
        checkFilters(query);
        if (query.get("readConcern") instanceof Document concern
                && "snapshot".equals(concern.get("level"))) {
            refuse("readConcern snapshot");
        }
    }

    private static void checkOptions(String command, Document query) {
        for (String option : NEVER) {
            Object value = query.get(option);
            if (value == null || (Boolean.FALSE.equals(value) && !option.equals("autocommit"))) {
                continue;
            }
            if (option.equals("txnNumber")
                    || option.equals("autocommit")
                    || option.equals("startTransaction")) {
                throw new MongoServerError(
                        ILLEGAL_OPERATION,
                        "IllegalOperation",
                        "Transaction numbers are only allowed on a replica set member or mongos");
            }
            refuse(command + " with '" + option + "'");
        }
    }

    private static void checkStatement(String command, Document statement) {
        if (statement.get("collation") != null) {
            refuse(command + " with 'collation'");
        }
        if (statement.get("sort") != null) {
            refuse(command + " with 'sort'");
        }
        checkUpdate(statement.get("u"));
        checkFilter(statement.get("q"));
    }

    private static void checkFilters(Document query) {
        FILTERS.forEach(name -> checkFilter(query.get(name)));
        if (query.get("pipeline") instanceof Collection<?> stages) {
            stages.forEach(Refusals::checkFilter);
        }
        if (query.get("aggregate") != null && !(query.get("aggregate") instanceof String)) {
            refuse("an aggregation over a database");
        }
    }

    /// Looked for before the query runs, since a filter that meets no document is never asked.
    private static void checkFilter(@Nullable Object filter) {
        switch (filter) {
            case Document document ->
                    document.forEach((key, value) -> {
                        if (key.equals("$changeStream")) {
                            throw new MongoServerError(
                                    CHANGE_STREAM,
                                    "Location40573",
                                    "The $changeStream stage is only supported on replica sets");
                        }
                        if (OPERATORS.contains(key)) {
                            refuse("'" + key + "'");
                        }
                        checkFilter(value);
                    });
            case Collection<?> list -> list.forEach(Refusals::checkFilter);
            case null, default -> {}
        }
    }

    private static void checkUpdate(@Nullable Object update) {
        if (update instanceof Collection<?>) {
            refuse("an update with an aggregation pipeline");
        }
    }

    private static void refuse(String what) {
        throw new MongoServerError(
                NOT_SUPPORTED,
                "CommandNotSupported",
                "The embedded store doesn't support "
                        + what
                        + ". It is meant for laptops, tests and demos; use a MongoDB server for"
                        + " this.");
    }

    static void checkIndex(Document description) {
        for (String option : description.keySet()) {
            if (!INDEX_OPTIONS.contains(option)) {
                throw new MongoServerError(
                        INVALID_INDEX_OPTION,
                        "InvalidIndexSpecificationOption",
                        "The embedded store doesn't support the index option '" + option + "'");
            }
        }
        if (description.get("key") instanceof Document key) {
            key.forEach((path, direction) -> {
                if (!(direction instanceof Number)
                        || path.contains("$")
                        || path.matches("(.*\\.)?\\d+(\\..*)?")) {
                    refuse("an index on { " + path + ": " + direction + " }");
                }
            });
            if (key.size() > 1 && description.get(SecondaryIndex.EXPIRE) != null) {
                refuse("a compound TTL index");
            }
        }
    }

    /// An index may be created again, but not with other options.
    static void checkSame(SecondaryIndex existing, Document wanted) {
        Document description = existing.toIndexDescription();
        boolean same =
                sameKeys(description, wanted)
                        && existing.isUnique() == Utils.isTrue(wanted.get("unique"))
                        && existing.isSparseIndex() == Utils.isTrue(wanted.get("sparse"))
                        && sameOption(SecondaryIndex.PARTIAL, description, wanted)
                        && sameOption(SecondaryIndex.EXPIRE, description, wanted);
        if (!same) {
            throw new MongoServerError(
                    OPTIONS_CONFLICT,
                    "IndexKeySpecsConflict",
                    "An existing index has the same name as the requested index but other keys or"
                            + " options: "
                            + existing.getName());
        }
    }

    private static boolean sameOption(String option, Document one, Document other) {
        return Objects.equals(normal(one.get(option)), normal(other.get(option)));
    }

    private static @Nullable Object normal(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : value;
    }

    static boolean sameKeys(Document one, Document other) {
        return directions(one).equals(directions(other));
    }

    private static List<String> directions(Document description) {
        return description.get("key") instanceof Document key
                ? key.entrySet().stream()
                        .map(e ->
                                e.getKey() + (e.getValue() instanceof Number n && n.intValue() > 0))
                        .toList()
                : List.of();
    }
}
