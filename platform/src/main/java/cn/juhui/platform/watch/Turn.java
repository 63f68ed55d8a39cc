package cn.juhui.platform.watch;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import cn.juhui.platform.kernel.Ids;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/// `watch`: `{_id: "figures", holder, until}`. Which instance looks, until it hasn't been heard of for a while.
final class Turn {

    private static final String NAME = "figures";

    private final MongoCollection<Document> turns;
    private final Duration lasts;
    private final String me = Ids.next("wat");

    /// @param lasts after its holder was last heard of; real time
    Turn(MongoCollection<Document> turns, Duration lasts) {
        this.turns = turns;
        this.lasts = lasts;
    }

    /// Whether it is this instance's, from now on for a while.
    boolean take() {
        var now = Instant.now();
        var until = Date.from(now.plus(lasts));
        var mine = and(eq("_id", NAME), or(eq("holder", me), lte("until", Date.from(now))));
        var change = Updates.combine(Updates.set("holder", me), Updates.set("until", until));
        return turns.updateOne(mine, change).getMatchedCount() == 1 || begun(until);
    }

    private boolean begun(Date until) {
        if (turns.find(eq("_id", NAME)).first() != null) {
            return false;
        }
        try {
            turns.insertOne(new Document("_id", NAME).append("holder", me).append("until", until));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /// The next one needn't wait.
    void giveBack() {
        turns.updateOne(and(eq("_id", NAME), eq("holder", me)), Updates.set("until", new Date(0)));
    }
}
