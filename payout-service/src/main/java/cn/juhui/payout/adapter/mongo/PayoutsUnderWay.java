package cn.juhui.payout.adapter.mongo;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import cn.juhui.payout.domain.Payout;
import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.json.StateMapper;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/// Payouts under way, as the sparse index of their deadlines finds them: whoever is asked about, sent again or waits for its turn has one.
final class PayoutsUnderWay {

    private PayoutsUnderWay() {}

    /// Those whose clock rings first.
    static List<Payout> first(MongoCollection<Document> payouts, int limit) {
        var found = new ArrayList<Payout>();
        for (var document :
                payouts.find(gt("dueAt", new Date(0)))
                        .projection(include("state"))
                        .sort(ascending("dueAt"))
                        .limit(limit)
                        .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)) {
            found.add(StateMapper.fromTree(document.get("state", Document.class), Payout.class));
        }
        return found;
    }
}
