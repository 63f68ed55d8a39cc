package cn.juhui.platform.testkit;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// Overhears what a service asks its store, and finds the questions that have to look at every document: no index begins with a
/// member that they narrow, and nothing ends them. A question that narrows nothing and is sorted by an index needs a limit.
///
/// It says nothing of how well an index fits, and passes over counts of whole collections, which only tests ask for.
final class QueryWatch implements CommandListener {

    private static final Set<String> SINGLE = Set.of("find", "count", "distinct", "findAndModify");

    /// What may leave most documents in.
    private static final Set<String> VAGUE =
            Set.of("$ne", "$nin", "$not", "$regex", "$regularExpression");

    /// One question: what it narrows, in what order it wants the answer, how many, how long.
    ///
    /// @param words the whole command, for the message
    private record Question(
            String collection,
            BsonDocument filter,
            @Nullable BsonDocument sort,
            boolean limited,
            boolean timed,
            Supplier<String> words) {

        /// Of its own: the driver uses the command's memory again.
        private Question copied() {
            var written = words.get();
            return new Question(
                    collection,
                    filter.clone(),
                    sort == null ? null : sort.clone(),
                    limited,
                    timed,
                    () -> written);
        }
    }

    private final Map<String, Question> asked = new ConcurrentHashMap<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var command = event.getCommand();
        if (event.getDatabaseName().equals("admin")) {
            return;
        }
        switch (event.getCommandName()) {
            case "update" ->
                    command.getArray("updates").forEach(one -> write(command, "update", one));
            case "delete" ->
                    command.getArray("deletes").forEach(one -> write(command, "delete", one));
            case "aggregate" -> aggregate(command);
            case String name when SINGLE.contains(name) -> single(command, name);
            default -> {
                // Asks for no documents.
            }
        }
    }

    private void single(BsonDocument command, String name) {
        var filter = name.equals("find") ? "filter" : "query";
        note(
                new Question(
                        command.getString(name).getValue(),
                        command.getDocument(filter, new BsonDocument()),
                        command.getDocument("sort", null),
                        command.containsKey("limit"),
                        command.containsKey("maxTimeMS"),
                        () -> name + " " + command));
    }

    private void write(BsonDocument command, String name, BsonValue one) {
        note(
                new Question(
                        command.getString(name).getValue(),
                        one.asDocument().getDocument("q"),
                        null,
                        false,
                        false,
                        () -> name + " " + one));
    }

    private void aggregate(BsonDocument command) {
        var first = command.getArray("pipeline", new BsonArray());
        var match =
                first.isEmpty()
                        ? new BsonDocument()
                        : first.getFirst().asDocument().getDocument("$match", new BsonDocument());
        if (match.isEmpty() && first.size() == 2) {
            // How many there are in all: only tests ask that.
            return;
        }
        note(
                new Question(
                        command.getString("aggregate").getValue(),
                        match,
                        null,
                        false,
                        command.containsKey("maxTimeMS"),
                        () -> "aggregate " + command));
    }

    private void note(Question question) {
        var shape =
                "%s %s %s %s %s"
                        .formatted(
                                question.collection(),
                                shape(question.filter()),
                                question.sort(),
                                question.limited(),
                                question.timed());
        asked.computeIfAbsent(shape, _ -> question.copied());
    }

    private static String shape(BsonValue filter) {
        var shape = new StringBuilder();
        switch (filter) {
            case BsonDocument document ->
                    document.forEach((name, value) ->
                            shape.append(name).append('{').append(shape(value)).append('}'));
            case BsonArray array ->
                    array.stream().map(QueryWatch::shape).distinct().forEach(shape::append);
            default -> shape.append(filter.getBsonType());
        }
        return shape.toString();
    }

    /// The questions that may take for ever, each with its words.
    List<String> endless(String mongoUri, String database) {
        try (var client = MongoClients.create(mongoUri)) {
            var store = client.getDatabase(database);
            var indexes = new ConcurrentHashMap<String, List<BsonDocument>>();
            var questions = List.copyOf(asked.values());
            asked.clear();
            return questions.stream()
                    .filter(question ->
                            !question.timed()
                                    && !isBounded(
                                            question,
                                            indexes.computeIfAbsent(
                                                    question.collection(),
                                                    name -> indexes(store, name))))
                    .map(question -> question.words().get())
                    .sorted()
                    .toList();
        }
    }

    private static List<BsonDocument> indexes(MongoDatabase store, String collection) {
        return store.getCollection(collection)
                .listIndexes(BsonDocument.class)
                .into(new ArrayList<>());
    }

    private static boolean isBounded(Question question, List<BsonDocument> indexes) {
        if (narrows(question.filter(), indexes)) {
            return true;
        }
        var sort = question.sort();
        return question.limited()
                && question.filter().isEmpty()
                && (sort == null
                        || indexes.stream().anyMatch(index -> begins(index, sort.getFirstKey())));
    }

    private static boolean narrows(BsonDocument filter, List<BsonDocument> indexes) {
        return filter.entrySet().stream()
                .anyMatch(one ->
                        switch (one.getKey()) {
                            case "$and" ->
                                    one.getValue().asArray().stream()
                                            .anyMatch(part -> narrows(part.asDocument(), indexes));
                            case "$or" ->
                                    one.getValue().asArray().stream()
                                            .allMatch(part -> narrows(part.asDocument(), indexes));
                            case "_id" -> isNarrow(one.getValue());
                            default ->
                                    isNarrow(one.getValue())
                                            && indexes.stream()
                                                    .anyMatch(index -> begins(index, one.getKey()));
                        });
    }

    private static boolean isNarrow(BsonValue wanted) {
        return switch (wanted) {
            case BsonDocument document -> document.keySet().stream().noneMatch(VAGUE::contains);
            default -> !wanted.isRegularExpression();
        };
    }

    private static boolean begins(BsonDocument index, String member) {
        return index.getDocument("key").getFirstKey().equals(member);
    }
}
