package cn.juhui.refund.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import cn.juhui.platform.journal.QueryTime;
import cn.juhui.refund.application.statistics.CaseHistories;
import cn.juhui.refund.domain.statistics.CaseStep;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Reads the histories of the cases that the journal writes.
public final class MongoCaseHistories implements CaseHistories {

    private static final int PAGE = 300;
    private static final Bson NEWEST = Sorts.descending("createdAt", "_id");

    private final MongoCollection<Document> cases;

    public MongoCaseHistories(MongoTemplate mongo) {
        this.cases = mongo.getCollection(RefundDocuments.COLLECTION);
    }

    @Override
    public long count(Period period, int upTo) {
        return cases.countDocuments(
                filter(period),
                new CountOptions()
                        .limit(upTo)
                        .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS));
    }

    /// Page by page, in the order of the index, so that no page takes long and the store keeps nothing between them.
    @Override
    public void each(Period period, Consumer<List<CaseStep>> use) {
        var wanted = filter(period);
        @Nullable Document last;
        do {
            last = null;
            var page =
                    cases.find(wanted)
                            .sort(NEWEST)
                            .limit(PAGE)
                            .batchSize(PAGE)
                            .projection(Projections.include("createdAt", "history"))
                            .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                            .into(new ArrayList<>());
            page.forEach(one -> use.accept(steps(one)));
            if (page.size() == PAGE) {
                last = page.getLast();
                wanted = and(filter(period), older(last));
            }
        } while (last != null);
    }

    private static Bson older(Document last) {
        var at = last.getDate("createdAt");
        return or(lt("createdAt", at), and(eq("createdAt", at), lt("_id", last.getString("_id"))));
    }

    private static Bson filter(Period period) {
        var filters = new ArrayList<Bson>();
        if (period.merchantId() != null) {
            filters.add(eq("merchantId", period.merchantId()));
        }
        filters.add(gte("createdAt", Date.from(period.from())));
        filters.add(lt("createdAt", Date.from(period.to())));
        return and(filters);
    }

    private static List<CaseStep> steps(Document one) {
        return one.getList("history", Document.class).stream()
                .map(entry ->
                        new CaseStep(
                                entry.getString("type"),
                                entry.getDate("at").toInstant(),
                                entry.get("data", Document.class)))
                .toList();
    }
}
