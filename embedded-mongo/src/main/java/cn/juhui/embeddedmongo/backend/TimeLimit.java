package cn.juhui.embeddedmongo.backend;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.function.Supplier;

/// How long a command may look at documents (`maxTimeMS`). Its thread looks at the clock for every document that it reads.
final class TimeLimit {

    private static final int MAX_TIME_MS_EXPIRED = 50;

    /// A thread's own, kept for the next command: to put one in its place and take it away again costs more than a small command.
    private static final ThreadLocal<TimeLimit> LIMIT = ThreadLocal.withInitial(TimeLimit::new);

    private boolean limited;
    private long end;

    private TimeLimit() {}

    static Document within(Document command, Supplier<Document> answer) {
        if (!(command.get("maxTimeMS") instanceof Number most) || most.longValue() <= 0) {
            return answer.get();
        }
        TimeLimit limit = LIMIT.get();
        limit.end = System.nanoTime() + Math.multiplyExact(most.intValue(), 1_000_000L);
        limit.limited = true;
        try {
            return answer.get();
        } finally {
            limit.limited = false;
        }
    }

    static void check() {
        TimeLimit limit = LIMIT.get();
        if (limit.limited && System.nanoTime() - limit.end > 0) {
            throw new MongoServerError(
                    MAX_TIME_MS_EXPIRED, "MaxTimeMSExpired", "operation exceeded time limit");
        }
    }
}
