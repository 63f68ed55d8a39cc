package cn.juhui.scenarios.bench.cost;

import com.mongodb.client.MongoClient;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// Documents that the store wrote and read, whoever asked it to: `serverStatus` tells.
record StoredDocuments(MongoClient store) implements Source {

    @Override
    public Map<String, Double> read() {
        var status = store.getDatabase("admin").runCommand(new Document("serverStatus", 1));
        var documents = status.getEmbedded(List.of("metrics", "document"), new Document());
        if (documents.isEmpty()) {
            throw new IllegalStateException("serverStatus has no metrics.document");
        }
        return Map.of(
                "written",
                number(documents, "inserted")
                        + number(documents, "updated")
                        + number(documents, "deleted"),
                "read",
                number(documents, "returned"));
    }

    private static double number(Document documents, String name) {
        return documents.get(name, Number.class).doubleValue();
    }
}
