package cn.juhui.platform.http;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.MongoTemplate;

/// What each `Idempotency-Key` led to. One document per caller, route and key; it outlives a restart and is kept for three days.
final class IdempotencyStore {

    /// Longer than any request lasts: after it, who holds the key has died in the middle.
    static final Duration LEASE = Duration.ofSeconds(20);

    static final Duration KEPT = Duration.ofDays(3);

    private final MongoCollection<Document> keys;

    IdempotencyStore(MongoTemplate mongo) {
        this.keys = mongo.getCollection("idempotency");
        keys.createIndex(Indexes.ascending("createdAt"));
    }

    /// What a key means for the request in hand.
    sealed interface Claim {

        /// Nobody did it yet, or who did died in the middle: do it, under this name.
        record Mine(UUID operation) implements Claim {}

        /// It is being done right now.
        record InUse() implements Claim {}

        /// The key stands for another request.
        record OtherRequest() implements Claim {}

        /// It was done: this was the answer.
        record Done(int status, Map<String, String> headers, Binary body) implements Claim {}
    }

    Claim claim(String key, String fingerprint) {
        var now = Instant.now();
        var operation = UuidCreator.getTimeOrderedEpochPlus1();
        try {
            keys.insertOne(
                    new Document("_id", key)
                            .append("fingerprint", fingerprint)
                            .append("operation", operation.toString())
                            .append("leaseUntil", Date.from(now.plus(LEASE)))
                            .append("createdAt", Date.from(now)));
            return new Claim.Mine(operation);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return claimExisting(key, fingerprint, now);
        }
    }

    private Claim claimExisting(String key, String fingerprint, Instant now) {
        var known = keys.find(eq("_id", key)).first();
        if (known == null) {
            return new Claim.InUse();
        }
        if (!fingerprint.equals(known.getString("fingerprint"))) {
            return new Claim.OtherRequest();
        }
        if (known.containsKey("status")) {
            var headers = new LinkedHashMap<String, String>();
            known.get("headers", Document.class).forEach((k, v) -> headers.put(k, v.toString()));
            return new Claim.Done(
                    known.getInteger("status"), headers, known.get("body", Binary.class));
        }
        var lease = known.getDate("leaseUntil");
        if (lease.toInstant().isAfter(now)) {
            return new Claim.InUse();
        }
        var taken =
                keys.updateOne(
                        and(eq("_id", key), eq("leaseUntil", lease)),
                        Updates.set("leaseUntil", Date.from(now.plus(LEASE))));
        return taken.getMatchedCount() == 1
                ? new Claim.Mine(UUID.fromString(known.getString("operation")))
                : new Claim.InUse();
    }

    void finish(String key, int status, Map<String, String> headers, byte[] body) {
        keys.updateOne(
                eq("_id", key),
                Updates.combine(
                        Updates.set("status", status),
                        Updates.set("headers", new Document(Map.copyOf(headers))),
                        Updates.set("body", new Binary(body))));
    }

    /// The request never came to an answer worth keeping: the key is free again.
    void forget(String key) {
        keys.deleteOne(eq("_id", key));
    }

    /// It broke in the middle: the next try may go on at once, under the same name.
    void release(String key) {
        keys.updateOne(eq("_id", key), Updates.set("leaseUntil", Date.from(Instant.EPOCH)));
    }

    /// Drops what is older than [#KEPT].
    void expire() {
        keys.deleteMany(lt("createdAt", Date.from(Instant.now().minus(KEPT))));
    }
}
