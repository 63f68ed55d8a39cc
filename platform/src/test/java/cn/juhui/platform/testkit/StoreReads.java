package cn.juhui.platform.testkit;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;

/// Counts how often a service reads each of its documents by its id, on the way to the store: whoever asks, and for whatever part of it.
public final class StoreReads implements CommandListener {

    private final Map<String, Integer> byId = new ConcurrentHashMap<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (event.getCommandName().equals("find")) {
            var id = event.getCommand().getDocument("filter", new BsonDocument()).get("_id");
            if (id != null && id.isString()) {
                byId.merge(id.asString().getValue(), 1, Integer::sum);
            }
        }
    }

    /// How often the document is read while this is done.
    public int during(String id, Runnable work) {
        var before = byId.getOrDefault(id, 0);
        work.run();
        return byId.getOrDefault(id, 0) - before;
    }
}
