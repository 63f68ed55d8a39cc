package cn.juhui.notification.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

import cn.juhui.notification.application.topic.TopicPlaces;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/// One small document per merchant with a topic. A new one begins with the oldest event that the feed has.
public final class MongoTopicPlaces implements TopicPlaces {

    private static final String CLAIM = "claim";
    private static final String CLAIMED_UNTIL = "claimedUntil";
    private static final String MOVED_AT = "movedAt";
    private static final String POSITION = "position";

    private final MongoCollection<Document> documents;

    public MongoTopicPlaces(MongoTemplate mongo, Collection<String> merchantIds) {
        this.documents = mongo.getCollection("merchantTopics");
        for (var merchantId : merchantIds) {
            documents.updateOne(
                    eq("_id", merchantId),
                    Updates.combine(
                            Updates.setOnInsert(POSITION, 0L),
                            Updates.setOnInsert(MOVED_AT, new Date()),
                            Updates.setOnInsert(CLAIMED_UNTIL, new Date(0))),
                    new UpdateOptions().upsert(true));
        }
    }

    @Override
    public Map<String, Place> all(Collection<String> merchantIds) {
        var all = new HashMap<String, Place>();
        documents
                .find(in("_id", merchantIds))
                .forEach(d ->
                        all.put(
                                d.getString("_id"),
                                new Place(position(d), d.get(MOVED_AT, new Date(0)).toInstant())));
        return all;
    }

    @Override
    public Map<String, Long> free(Collection<String> merchantIds, Instant now) {
        var free = new HashMap<String, Long>();
        documents
                .find(and(in("_id", merchantIds), lte(CLAIMED_UNTIL, Date.from(now))))
                .forEach(d -> free.put(d.getString("_id"), position(d)));
        return free;
    }

    @Override
    public OptionalLong claim(String merchantId, String token, Instant now, Instant until) {
        var claimed =
                documents.findOneAndUpdate(
                        and(eq("_id", merchantId), lte(CLAIMED_UNTIL, Date.from(now))),
                        Updates.combine(
                                Updates.set(CLAIM, token),
                                Updates.set(CLAIMED_UNTIL, Date.from(until))));
        return claimed == null ? OptionalLong.empty() : OptionalLong.of(position(claimed));
    }

    @Override
    public boolean keep(
            String merchantId, String token, long position, Instant now, Instant until) {
        var kept =
                Updates.combine(
                        Updates.set(POSITION, position),
                        Updates.set(MOVED_AT, Date.from(now)),
                        Updates.set(CLAIMED_UNTIL, Date.from(until)));
        return documents.updateOne(mine(merchantId, token), kept).getMatchedCount() == 1;
    }

    @Override
    public void release(String merchantId, String token) {
        documents.updateOne(
                mine(merchantId, token),
                Updates.combine(Updates.unset(CLAIM), Updates.set(CLAIMED_UNTIL, new Date(0))));
    }

    private static Bson mine(String merchantId, String token) {
        return and(eq("_id", merchantId), eq(CLAIM, token));
    }

    private static long position(Document d) {
        return d.get(POSITION, Number.class).longValue();
    }
}
