package cn.juhui.payout.adapter.mongo;

import static com.mongodb.client.model.Projections.include;

import cn.juhui.contracts.payout.PayoutAbnormal;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutFailed;
import cn.juhui.contracts.payout.PayoutInitiated;
import cn.juhui.contracts.payout.PayoutPaidTwice;
import cn.juhui.contracts.payout.PayoutPaidTwiceUndone;
import cn.juhui.contracts.payout.PayoutReversed;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.payout.application.books.Findings.Position;
import cn.juhui.payout.application.ledger.ToldPayouts;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.ledger.Postings.Told;
import cn.juhui.platform.json.StateMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Reads the journal's documents by [MongoChangedPayouts#INDEX], each with its state and its history at one moment.
public final class MongoToldPayouts implements ToldPayouts {

    /// What an entry of the ledger can be made from; other events move no money.
    private static final Map<String, Class<? extends PayoutEvent>> TYPES =
            Map.of(
                    PayoutInitiated.TYPE, PayoutInitiated.class,
                    PayoutSubmitted.TYPE, PayoutSubmitted.class,
                    PayoutCompleted.TYPE, PayoutCompleted.class,
                    PayoutFailed.TYPE, PayoutFailed.class,
                    PayoutAbnormal.TYPE, PayoutAbnormal.class,
                    PayoutReversed.TYPE, PayoutReversed.class,
                    PayoutPaidTwice.TYPE, PayoutPaidTwice.class,
                    PayoutPaidTwiceUndone.TYPE, PayoutPaidTwiceUndone.class);

    private final MongoChangedPayouts changed;

    /// @param collection of the journal
    public MongoToldPayouts(MongoTemplate mongo, String collection) {
        this.changed = new MongoChangedPayouts(mongo, collection);
    }

    @Override
    public List<ToldPayout> after(Position position, Instant until, int limit) {
        return changed.find(position, until, limit)
                .projection(
                        include(
                                "updatedAt",
                                "state",
                                "history.seq",
                                "history.type",
                                "history.at",
                                "history.data"))
                .map(MongoToldPayouts::told)
                .into(new java.util.ArrayList<>());
    }

    private static ToldPayout told(Document d) {
        var state = StateMapper.fromTree(d.get("state", Document.class), Payout.class);
        var history =
                d.getList("history", Document.class).stream()
                        .flatMap(MongoToldPayouts::event)
                        .toList();
        return new ToldPayout(
                new Position(d.getDate("updatedAt").toInstant(), d.getString("_id")),
                state,
                history);
    }

    private static Stream<Told> event(Document entry) {
        var type = TYPES.get(entry.getString("type"));
        return type == null
                ? Stream.empty()
                : Stream.of(
                        new Told(
                                entry.get("seq", Number.class).longValue(),
                                entry.getDate("at").toInstant(),
                                StateMapper.fromTree(entry.get("data", Document.class), type)));
    }
}
