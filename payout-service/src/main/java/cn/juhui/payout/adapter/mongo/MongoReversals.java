package cn.juhui.payout.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.Reversals;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.OptionalLong;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `{_id: "ALIPAY", read: 17, nextAt: …}`: one document per channel, found by its id. `nextAt` is real time: whoever moves it on has the turn.
public final class MongoReversals implements Reversals {

    private final MongoCollection<Document> marks;
    private final Duration pause;

    /// @param pause between two turns of a channel, whoever takes them
    public MongoReversals(MongoTemplate mongo, Duration pause) {
        this.marks = mongo.getCollection("reversals");
        this.pause = pause;
    }

    @Override
    public OptionalLong turn(PaymentChannel channel) {
        var now = Instant.now();
        var next = Date.from(now.plus(pause));
        var mark =
                marks.findOneAndUpdate(
                        and(eq("_id", channel.name()), lte("nextAt", Date.from(now))),
                        set("nextAt", next));
        if (mark != null) {
            return OptionalLong.of(mark.get("read", Number.class).longValue());
        }
        return begun(channel, next) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    private boolean begun(PaymentChannel channel, Date next) {
        if (marks.find(eq("_id", channel.name())).first() != null) {
            return false;
        }
        try {
            marks.insertOne(
                    new Document("_id", channel.name()).append("read", 0L).append("nextAt", next));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void read(PaymentChannel channel, long position) {
        marks.updateOne(eq("_id", channel.name()), max("read", position));
    }
}
