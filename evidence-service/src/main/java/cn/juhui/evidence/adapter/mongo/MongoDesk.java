package cn.juhui.evidence.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import cn.juhui.evidence.application.conversation.Desk;
import cn.juhui.evidence.domain.conversation.OrderConversation;
import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.json.StateMapper;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// The agents' list, out of the journal of the conversations of orders: each filter is an index, in the order of the list.
public final class MongoDesk implements Desk {

    /// The journal's collection.
    public static final String COLLECTION = "order_conversations";

    /// The indexes that the list needs.
    public static final List<List<String>> INDEXES =
            List.of(
                    List.of("unread", "since", "_id"),
                    List.of("unread", "takenBy", "since", "_id"));

    private final MongoCollection<Document> conversations;

    public MongoDesk(MongoTemplate mongo) {
        this.conversations = mongo.getCollection(COLLECTION);
    }

    /// The members that the list is found by. Nobody is an empty text: an index finds it like any other.
    public static Map<String, @Nullable Object> indexed(OrderConversation conversation) {
        var members = new HashMap<String, @Nullable Object>();
        var taken = conversation.taken();
        var last = conversation.last();
        members.put("unread", conversation.isUnread());
        members.put("since", since(conversation, last));
        members.put("takenBy", taken == null ? "" : taken.agentId());
        members.put("customerId", conversation.order().customerId());
        return members;
    }

    private static @Nullable Object since(
            OrderConversation conversation, OrderConversation.@Nullable Last last) {
        return conversation.isUnread()
                ? conversation.waitingSince()
                : last == null ? null : last.at();
    }

    @Override
    public List<Row> list(Wish wish, @Nullable Place after, int limit) {
        var filters = new ArrayList<Bson>();
        filters.add(eq("unread", wish.unread()));
        if (wish.takenBy() != null) {
            filters.add(eq("takenBy", wish.takenBy()));
        }
        filters.add(ne("customerId", wish.notOf()));
        if (wish.notOfMerchant() != null) {
            filters.add(ne("merchantId", wish.notOfMerchant()));
        }
        if (after != null) {
            filters.add(behind(after, wish.unread()));
        }
        return conversations
                .find(and(filters))
                .projection(include("state", "since"))
                .sort(wish.unread() ? ascending("since", "_id") : descending("since", "_id"))
                .limit(limit)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(MongoDesk::row)
                .into(new ArrayList<>());
    }

    /// The bound on `since` alone is what an index can begin at; the rest parts those that began to wait at the same moment.
    private static Bson behind(Place after, boolean ascending) {
        var since = Date.from(after.since());
        return ascending
                ? and(gte("since", since), or(gt("since", since), gt("_id", after.id())))
                : and(lte("since", since), or(lt("since", since), lt("_id", after.id())));
    }

    private static Row row(Document found) {
        var state = found.get("state", Document.class);
        var since = Objects.requireNonNull(found.getDate("since")).toInstant();
        return new Row(
                new Place(since, found.getString("_id")),
                StateMapper.fromTree(state, OrderConversation.class));
    }
}
