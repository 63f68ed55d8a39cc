package cn.juhui.platform.journal.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.journal.history.Told;
import cn.juhui.platform.messaging.EventSender;
import com.mongodb.client.MongoCollection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What the aggregates of one topic have told: looked up, and told once more to who missed it.
record Retelling(String topic, MongoCollection<Document> documents, EventSender sender) {

    private static final int AGAIN_AT_ONCE = 500;
    private static final int ANSWER_SECONDS = 10;

    /// Sends once more what follows `after` in an aggregate's history, [#AGAIN_AT_ONCE] entries at most, and returns when the broker has it.
    ///
    /// @return the position of its last entry; empty when it is not kept here
    /// @throws KafkaException when the broker didn't take all of it
    OptionalLong tellAgain(String id, long after) {
        var document =
                documents
                        .find(eq("_id", id))
                        .projection(include("history", "merchantId", "sequence"))
                        .first();
        if (document == null) {
            return OptionalLong.empty();
        }
        var merchantId = document.getString("merchantId");
        var sent =
                HistoryDocuments.entries(document).stream()
                        .filter(entry -> entry.seq() > after)
                        .limit(AGAIN_AT_ONCE)
                        .map(entry -> sendAgain(id, merchantId, entry))
                        .toList();
        for (var one : sent) {
            try {
                one.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("Interrupted", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new KafkaException("Not told again: " + id, e);
            }
        }
        return OptionalLong.of(document.get("sequence", Number.class).longValue());
    }

    private CompletableFuture<Void> sendAgain(String id, String merchantId, HistoryEntry entry) {
        var sent = new CompletableFuture<Void>();
        sender.sendAgain(
                topic,
                id,
                merchantId,
                entry,
                failure -> {
                    if (failure == null) {
                        sent.complete(null);
                    } else {
                        sent.completeExceptionally(failure);
                    }
                });
        return sent;
    }

    /// The histories of those that are kept here, by id.
    Map<String, Document> histories(Set<String> ids) {
        var found = new HashMap<String, Document>();
        documents
                .find(ids.size() == 1 ? eq("_id", ids.iterator().next()) : in("_id", ids))
                .projection(include("history", "sequence"))
                .forEach(document -> found.put(document.getString("_id"), document));
        return found;
    }

    /// What an aggregate told at this position.
    ///
    /// @param history null when it is not kept here
    static Told told(@Nullable Document history, long at) {
        return history == null
                ? Told.NOTHING
                : Told.of(
                        history.get("sequence", Number.class).longValue(),
                        history.getList("history", Document.class).stream()
                                .filter(entry -> entry.get("seq", Number.class).longValue() == at)
                                .findFirst()
                                .map(HistoryDocuments::fromDocument)
                                .orElse(null));
    }
}
