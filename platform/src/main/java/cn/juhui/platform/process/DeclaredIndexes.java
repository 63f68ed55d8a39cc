package cn.juhui.platform.process;

import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/// The indexes that a service asks for while it starts, overheard on its connection to the store, and how the store's own
/// differ from them.
final class DeclaredIndexes implements CommandListener {

    /// What changes an index's meaning; everything else is a matter of the server's version.
    private static final Set<String> OPTIONS =
            Set.of(
                    "unique",
                    "sparse",
                    "expireAfterSeconds",
                    "partialFilterExpression",
                    "collation");

    /// `<collection> <keys>` → its options.
    private final Map<String, Map<String, BsonValue>> asked = new ConcurrentSkipListMap<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (event.getCommandName().equals("createIndexes")) {
            var command = event.getCommand();
            for (var index : command.getArray("indexes")) {
                put(asked, command.getString("createIndexes").getValue(), index.asDocument());
            }
        }
    }

    /// What would have to be dropped or rebuilt to become what the service asks for, a sentence each.
    List<String> refusals(MongoDatabase database) {
        var there = there(database);
        var refusals = new ArrayList<String>();
        there.forEach((index, options) -> {
            var wanted = asked.get(index);
            if (wanted == null) {
                refusals.add(
                        "MONGODB_URI: the index %s.%s is not in this version; nothing is dropped: do it by hand when no version that runs needs it"
                                .formatted(database.getName(), index));
            } else if (!wanted.equals(options)) {
                refusals.add(
                        "MONGODB_URI: the index %s.%s is %s in the store and %s in this version; it is not rebuilt"
                                .formatted(database.getName(), index, options, wanted));
            }
        });
        asked.keySet().stream()
                .filter(index -> !there.containsKey(index))
                .forEach(index ->
                        refusals.add(
                                "MONGODB_URI: the index %s.%s was asked for and is not there"
                                        .formatted(database.getName(), index)));
        return refusals;
    }

    private static Map<String, Map<String, BsonValue>> there(MongoDatabase database) {
        var there = new TreeMap<String, Map<String, BsonValue>>();
        for (var collection : database.listCollectionNames()) {
            if (collection.startsWith("system.")) {
                continue;
            }
            for (var index : database.getCollection(collection).listIndexes(BsonDocument.class)) {
                if (!index.getString("name").getValue().equals("_id_")) {
                    put(there, collection, index);
                }
            }
        }
        return there;
    }

    private static void put(
            Map<String, Map<String, BsonValue>> indexes, String collection, BsonDocument index) {
        var options = new TreeMap<String, BsonValue>();
        index.forEach((name, value) -> {
            var isOff = value.isBoolean() && !value.asBoolean().getValue();
            if (OPTIONS.contains(name) && !isOff) {
                options.put(name, value);
            }
        });
        indexes.put(collection + " " + keys(index.getDocument("key")), options);
    }

    private static String keys(BsonDocument key) {
        var fields = new ArrayList<String>();
        key.forEach((field, direction) ->
                fields.add(
                        field
                                + ":"
                                + (direction.isNumber()
                                        ? String.valueOf(direction.asNumber().intValue())
                                        : direction.asString().getValue())));
        return fields.toString();
    }
}
