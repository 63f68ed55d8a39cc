package cn.juhui.order.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

import cn.juhui.order.application.OrderFilter;
import cn.juhui.order.application.OrderQueries;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.express.Party;
import cn.juhui.order.domain.purchase.OrderItem;
import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Writing;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Lists orders from the journal's documents, by the members that [OrderDocuments#SPEC] indexes.
public final class MongoOrderQueries implements OrderQueries {

    private final MongoCollection<Document> orders;

    public MongoOrderQueries(MongoTemplate mongo) {
        this.orders = mongo.getCollection(OrderDocuments.SPEC.collection());
    }

    @Override
    public List<Stored<Order>> list(OrderFilter filter, @Nullable Position after, int limit) {
        try {
            return found(filter, after, limit);
        } catch (MongoExecutionTimeoutException e) {
            throw new TooWideException(e);
        }
    }

    private List<Stored<Order>> found(OrderFilter filter, @Nullable Position after, int limit) {
        var page = new ArrayList<Stored<Order>>();
        for (var document :
                orders.find(and(conditions(filter, after)))
                        .projection(Projections.exclude("history"))
                        .sort(Sorts.descending("placedAt", "_id"))
                        .limit(limit)
                        .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)) {
            page.add(decode(document));
        }
        return page;
    }

    @Override
    public Share latest(Party party, int limit) {
        var side =
                switch (party.kind()) {
                    case CUSTOMER -> "customerId";
                    case MERCHANT -> "merchantId";
                };
        int seen = 0;
        int refunded = 0;
        for (var document :
                orders.find(eq(side, party.id()))
                        .projection(Projections.include("state.balance"))
                        .sort(Sorts.descending("placedAt", "_id"))
                        .limit(limit)
                        .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)) {
            var balance = document.getEmbedded(List.of("state", "balance"), Document.class);
            seen++;
            refunded += isZero(balance, "held") && isZero(balance, "refunded") ? 0 : 1;
        }
        return new Share(seen, refunded);
    }

    private static boolean isZero(Document balance, String member) {
        return balance.get(member, Document.class).get("value", Number.class).longValue() == 0;
    }

    private static List<Bson> conditions(OrderFilter filter, @Nullable Position after) {
        var conditions = new ArrayList<Bson>();
        conditions.add(scope(filter.scope()));
        if (filter.orderNo() != null) {
            conditions.add(eq("orderNo", filter.orderNo()));
        }
        if (filter.customerId() != null) {
            conditions.add(eq("customerId", filter.customerId()));
        }
        if (filter.merchantId() != null) {
            conditions.add(eq("merchantId", filter.merchantId()));
        }
        if (filter.phoneTail() != null) {
            conditions.add(
                    eq(OrderDocuments.ACCOUNTS, OrderItem.maskedAccount(filter.phoneTail())));
        }
        if (filter.product() != null) {
            conditions.add(regex("products", inEitherWidth(filter.product()), "i"));
        }
        if (filter.placedFrom() != null) {
            conditions.add(gte("placedAt", Date.from(filter.placedFrom())));
        }
        if (filter.placedTo() != null) {
            conditions.add(lt("placedAt", Date.from(filter.placedTo())));
        }
        if (filter.status() != null) {
            conditions.add(eq("status", filter.status().name()));
        }
        if (after != null) {
            var placedAt = Date.from(after.placedAt());
            conditions.add(
                    or(
                            lt("placedAt", placedAt),
                            and(eq("placedAt", placedAt), lt("_id", after.orderId()))));
        }
        return conditions;
    }

    /// Storefronts write `（50 元）` where who looks for it writes `(50 元)`.
    private static String inEitherWidth(String sought) {
        var pattern = new StringBuilder();
        sought.codePoints()
                .forEach(c -> {
                    var wide = Writing.wide(c);
                    pattern.append(wide == c ? "" : "(?:")
                            .append(Pattern.quote(Character.toString(c)));
                    if (wide != c) {
                        pattern.append('|').append(Character.toString(wide)).append(')');
                    }
                });
        return pattern.toString();
    }

    private static Bson scope(OrderFilter.Scope scope) {
        if (scope.everybody()) {
            return empty();
        }
        var own = new ArrayList<Bson>();
        if (scope.customerId() != null) {
            own.add(eq("customerId", scope.customerId()));
        }
        if (scope.merchantId() != null) {
            own.add(eq("merchantId", scope.merchantId()));
        }
        if (scope.storefront() != null) {
            own.add(eq("storefront", scope.storefront()));
        }
        return own.isEmpty() ? eq("_id", "") : own.size() == 1 ? own.getFirst() : or(own);
    }

    private static Stored<Order> decode(Document d) {
        return new Stored<>(
                d.getString("_id"),
                StateMapper.fromTree(d.get("state", Document.class), Order.class),
                d.get("version", Number.class).longValue(),
                d.get("sequence", Number.class).longValue(),
                d.getDate("createdAt").toInstant(),
                d.getDate("updatedAt").toInstant());
    }
}
