package cn.juhui.payout.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import cn.juhui.payout.application.books.Finding;
import cn.juhui.payout.application.books.Findings;
import cn.juhui.payout.domain.books.Difference;
import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.json.StateMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `differences`: `{_id: "pay_…", open?, since?, kinds?, finding?, again?}`, one document per payout whose books differ or did, or couldn't be
/// read; `again` is there while it is to be looked at again, and says since when it waits. `comparison`: `{_id: "mark", changedAt, payoutId, nextAt}`.
/// `nextAt` and `again` are real time; whoever moves `nextAt` on has the turn.
public final class MongoFindings implements Findings {

    private static final CountOptions IN_TIME =
            new CountOptions().maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS);

    private final MongoMark mark;
    private final MongoCollection<Document> differences;

    /// @param pause between two turns, whoever takes them
    public MongoFindings(MongoTemplate mongo, Duration pause) {
        this.mark = new MongoMark(mongo, "comparison", "mark", pause);
        this.differences = mongo.getCollection("differences");
        differences.createIndex(Indexes.ascending("again", "_id"));
        differences.createIndex(Indexes.ascending("open", "since", "_id"));
    }

    @Override
    public Optional<Position> turn() {
        return mark.turn();
    }

    @Override
    public void lookedAt(Position position) {
        mark.reached(position);
    }

    @Override
    public Optional<Finding> find(String payoutId) {
        return Optional.ofNullable(
                differences
                        .find(and(eq("_id", payoutId), exists("finding")))
                        .map(MongoFindings::decode)
                        .first());
    }

    @Override
    public void put(Finding finding) {
        var open = finding.closedAt() == null;
        update(
                finding.payoutId(),
                combine(
                        set("open", open),
                        set("since", Date.from(finding.since())),
                        set("kinds", finding.kinds().stream().map(Difference::name).toList()),
                        set("finding", new Document(StateMapper.toTree(finding))),
                        open ? set("again", new Date()) : unset("again")));
    }

    @Override
    public void unsure(String payoutId) {
        update(payoutId, set("again", new Date()));
    }

    private void update(String payoutId, Bson change) {
        differences.updateOne(eq("_id", payoutId), change, new UpdateOptions().upsert(true));
    }

    @Override
    public void sure(String payoutId) {
        differences.deleteOne(and(eq("_id", payoutId), exists("finding", false)));
        differences.updateOne(and(eq("_id", payoutId), eq("open", false)), unset("again"));
    }

    @Override
    public List<String> again(int limit) {
        var ids = new ArrayList<String>();
        for (var d :
                differences
                        .find(exists("again"))
                        .sort(Sorts.ascending("again", "_id"))
                        .limit(limit)) {
            ids.add(d.getString("_id"));
        }
        return ids;
    }

    @Override
    public List<Finding> list(boolean open, @Nullable Position after, int limit) {
        var which = eq("open", open);
        var page = new ArrayList<Finding>();
        for (var d :
                differences
                        .find(after == null ? which : and(which, behind(after)))
                        .sort(Sorts.ascending("since", "_id"))
                        .limit(limit)
                        .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)) {
            page.add(decode(d));
        }
        return page;
    }

    private static Bson behind(Position last) {
        var since = Date.from(last.changedAt());
        return or(gt("since", since), and(eq("since", since), gt("_id", last.payoutId())));
    }

    @Override
    public Map<Difference, Long> open() {
        var counts = new EnumMap<Difference, Long>(Difference.class);
        for (var kind : Difference.values()) {
            counts.put(
                    kind,
                    differences.countDocuments(
                            and(eq("open", true), eq("kinds", kind.name())), IN_TIME));
        }
        return counts;
    }

    @Override
    public long waiting() {
        return differences.countDocuments(and(exists("again"), ne("open", true)), IN_TIME);
    }

    private static Finding decode(Document d) {
        return StateMapper.fromTree(d.get("finding", Document.class), Finding.class);
    }
}
