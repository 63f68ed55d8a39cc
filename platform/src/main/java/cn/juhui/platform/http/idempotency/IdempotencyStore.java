package cn.juhui.platform.http.idempotency;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

import cn.juhui.platform.batch.BatchedDocuments;
import cn.juhui.platform.security.SealingKeys;
import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// What each `Idempotency-Key` led to. One document per caller, route and key; it outlives a restart and is kept for a day:
///
/// ```
/// { _id, fingerprint: "<key id>:<mark of the request>", operation, lease, leaseUntil, createdAt, status?, sealedBy?, sealed? }
/// ```
///
/// Who works on a key holds a lease on it, which is renewed for as long as they work. Only who holds it can write the answer: somebody who
/// stood still, and whose lease another one has taken meanwhile, comes too late.
public final class IdempotencyStore {

    /// A key is free again this long after a process died that worked on it.
    static final Duration LEASE = Duration.ofSeconds(20);

    /// How often the leases of running requests are renewed.
    static final Duration RENEWAL = Duration.ofSeconds(5);

    static final Duration KEPT = Duration.ofHours(24);

    private final MongoCollection<Document> keys;
    private final BatchedDocuments batched;
    private final SealingKeys seal;
    private final Clock business;
    private final Clock wall;

    /// The leases that requests of this process hold, and on which keys.
    private final Map<String, String> held = new ConcurrentHashMap<>();

    /// @param business by which an answer grows old
    /// @param wall by which leases end: moving the business clock must not end the lease of a request that runs
    IdempotencyStore(MongoTemplate mongo, SealingKeys seal, Clock business, Clock wall) {
        this.keys = mongo.getCollection("idempotency");
        this.batched = new BatchedDocuments(keys, null);
        this.seal = seal;
        this.business = business;
        this.wall = wall;
        keys.createIndex(Indexes.ascending("createdAt"));
    }

    /// @param digest of the request
    Claim claim(String key, byte[] digest) {
        var inserted = insert(key, digest);
        if (inserted != null) {
            return inserted;
        }
        var known = keys.find(eq("_id", key)).first();
        if (known == null) {
            return new Claim.InUse();
        }
        if (isOld(known) && !isLeased(known)) {
            keys.deleteOne(and(eq("_id", key), eq("createdAt", known.getDate("createdAt"))));
            inserted = insert(key, digest);
            return inserted == null ? new Claim.InUse() : inserted;
        }
        if (!isOf(known.getString("fingerprint"), digest)) {
            return new Claim.OtherRequest();
        }
        var answer = answer(known);
        return answer == null ? take(known) : new Claim.Done(answer);
    }

    private Claim.@Nullable Mine insert(String key, byte[] digest) {
        var operation = UuidCreator.getTimeOrderedEpochPlus1();
        var lease = UUID.randomUUID().toString();
        if (!batched.insert(
                new Document("_id", key)
                        .append("fingerprint", fingerprint(digest))
                        .append("operation", operation.toString())
                        .append("lease", lease)
                        .append("leaseUntil", leaseEnd())
                        .append("createdAt", Date.from(business.instant())))) {
            return null;
        }
        held.put(lease, key);
        return new Claim.Mine(key, operation, lease, false);
    }

    /// Takes over from whoever began it and is not at it any more.
    private Claim take(Document known) {
        if (isLeased(known)) {
            return new Claim.InUse();
        }
        var key = known.getString("_id");
        var lease = UUID.randomUUID().toString();
        var taken =
                keys.updateOne(
                        and(eq("_id", key), eq("leaseUntil", known.getDate("leaseUntil"))),
                        Updates.combine(
                                Updates.set("lease", lease),
                                Updates.set("leaseUntil", leaseEnd())));
        if (taken.getMatchedCount() != 1) {
            return new Claim.InUse();
        }
        held.put(lease, key);
        return new Claim.Mine(key, UUID.fromString(known.getString("operation")), lease, true);
    }

    private Date leaseEnd() {
        return Date.from(wall.instant().plus(LEASE));
    }

    private boolean isLeased(Document known) {
        return !known.containsKey("status")
                && known.getDate("leaseUntil").toInstant().isAfter(wall.instant());
    }

    private boolean isOld(Document known) {
        return !known.getDate("createdAt").toInstant().isAfter(oldest());
    }

    private Instant oldest() {
        return business.instant().minus(KEPT);
    }

    private String fingerprint(byte[] digest) {
        return seal.id() + ":" + HexFormat.of().formatHex(seal.mark(digest));
    }

    /// Before fingerprints were keyed they were the digest itself. One whose key is gone can't be compared.
    private boolean isOf(String fingerprint, byte[] digest) {
        var colon = fingerprint.indexOf(':');
        var given = HexFormat.of().parseHex(fingerprint.substring(colon + 1));
        if (colon < 0) {
            return MessageDigest.isEqual(given, digest);
        }
        var keyId = fingerprint.substring(0, colon);
        return !seal.ids().contains(keyId)
                || MessageDigest.isEqual(given, seal.mark(keyId, digest));
    }

    /// Null when there is none, or none that can be read: then it is done again under its name, which finds what was done.
    private @Nullable StoredAnswer answer(Document known) {
        if (!known.containsKey("status")) {
            return null;
        }
        var status = known.getInteger("status");
        var sealedBy = known.getString("sealedBy");
        if (sealedBy == null) {
            return StoredAnswer.inClear(
                    status, known.get("headers", Document.class), known.get("body", Binary.class));
        }
        return seal.ids().contains(sealedBy)
                ? StoredAnswer.parse(
                        status,
                        seal.open(
                                sealedBy,
                                known.get("sealed", Binary.class).getData(),
                                known.getString("_id")))
                : null;
    }

    /// The answer of this request; null when there is none yet.
    @Nullable StoredAnswer find(String key, byte[] digest) {
        var known = keys.find(eq("_id", key)).first();
        return known == null || !isOf(known.getString("fingerprint"), digest)
                ? null
                : answer(known);
    }

    /// @return false when somebody else has taken the lease: what they answer counts
    boolean finish(Claim.Mine mine, byte[] digest, StoredAnswer answer) {
        var sealed = seal.seal(answer.bytes(), mine.key());
        return batched.change(
                new BatchedDocuments.Change(
                        isHeld(mine),
                        Updates.combine(
                                Updates.set("fingerprint", fingerprint(digest)),
                                Updates.set("status", answer.status()),
                                Updates.set("sealedBy", seal.id()),
                                Updates.set("sealed", new Binary(sealed)),
                                Updates.unset("headers"),
                                Updates.unset("body")),
                        and(isHeld(mine), exists("status"))));
    }

    /// The request never came to an answer worth keeping: the key is free again.
    void forget(Claim.Mine mine) {
        keys.deleteOne(isHeld(mine));
    }

    /// It broke in the middle: the next try may go on at once, under the same name.
    void release(Claim.Mine mine) {
        keys.updateOne(isHeld(mine), Updates.set("leaseUntil", Date.from(Instant.EPOCH)));
    }

    private static Bson isHeld(Claim.Mine mine) {
        return and(eq("_id", mine.key()), eq("lease", mine.lease()));
    }

    /// Nobody works on it any more, however it ended: its lease is not renewed again.
    void ended(Claim.Mine mine) {
        held.remove(mine.lease());
    }

    /// Renews the leases of all requests that this process works on.
    void renew() {
        var now = Map.copyOf(held);
        if (!now.isEmpty()) {
            keys.updateMany(
                    and(
                            in("_id", List.copyOf(now.values())),
                            in("lease", List.copyOf(now.keySet()))),
                    Updates.set("leaseUntil", leaseEnd()));
        }
    }

    /// Drops what is older than [#KEPT].
    void expire() {
        keys.deleteMany(
                and(
                        lte("createdAt", Date.from(oldest())),
                        lte("leaseUntil", Date.from(wall.instant()))));
    }
}
