package cn.juhui.payout.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import cn.juhui.payout.application.books.Findings.Position;
import cn.juhui.payout.application.ledger.KeepLedger;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// How far something that follows the payouts has come, for all instances: `{_id, changedAt, payoutId, nextAt}`. `nextAt` is real time; whoever moves it on
/// has the turn.
public final class MongoMark implements KeepLedger.Mark {

    private final MongoCollection<Document> marks;
    private final String id;
    private final Duration pause;

    /// @param pause between two turns, whoever takes them
    public MongoMark(MongoTemplate mongo, String collection, String id, Duration pause) {
        this.marks = mongo.getCollection(collection);
        this.id = id;
        this.pause = pause;
    }

    @Override
    public Optional<Position> turn() {
        var now = Instant.now();
        var next = Date.from(now.plus(pause));
        var mark =
                marks.findOneAndUpdate(
                        and(eq("_id", id), lte("nextAt", Date.from(now))), set("nextAt", next));
        if (mark != null) {
            return Optional.of(
                    new Position(
                            mark.getDate("changedAt").toInstant(), mark.getString("payoutId")));
        }
        return begun(next) ? Optional.of(Position.START) : Optional.empty();
    }

    private boolean begun(Date next) {
        if (marks.find(eq("_id", id)).first() != null) {
            return false;
        }
        try {
            marks.insertOne(
                    new Document("_id", id)
                            .append("changedAt", Date.from(Position.START.changedAt()))
                            .append("payoutId", Position.START.payoutId())
                            .append("nextAt", next));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void reached(Position position) {
        marks.updateOne(
                eq("_id", id),
                combine(
                        set("changedAt", Date.from(position.changedAt())),
                        set("payoutId", position.payoutId())));
    }
}
