package cn.juhui.payout.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import cn.juhui.payout.application.books.ChangedPayouts;
import cn.juhui.payout.application.books.Findings.Position;
import cn.juhui.platform.journal.QueryTime;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Reads the journal's documents by [#INDEX].
public final class MongoChangedPayouts implements ChangedPayouts {

    /// What the journal of payouts must be indexed by.
    public static final List<String> INDEX = List.of("updatedAt", "_id");

    private final MongoCollection<Document> payouts;

    /// @param collection of the journal
    public MongoChangedPayouts(MongoTemplate mongo, String collection) {
        this.payouts = mongo.getCollection(collection);
    }

    @Override
    public List<Position> after(Position position, Instant until, int limit) {
        var page = new ArrayList<Position>();
        for (var d : find(position, until, limit).projection(Projections.include("updatedAt"))) {
            page.add(new Position(d.getDate("updatedAt").toInstant(), d.getString("_id")));
        }
        return page;
    }

    FindIterable<Document> find(Position position, Instant until, int limit) {
        var at = Date.from(position.changedAt());
        var later =
                or(gt("updatedAt", at), and(eq("updatedAt", at), gt("_id", position.payoutId())));
        return payouts.find(and(gte("updatedAt", at), lte("updatedAt", Date.from(until)), later))
                .sort(Sorts.ascending("updatedAt", "_id"))
                .limit(limit)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS);
    }
}
