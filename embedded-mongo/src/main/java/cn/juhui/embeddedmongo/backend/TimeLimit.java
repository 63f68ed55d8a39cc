package cn.juhui.embeddedmongo.backend;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How long a command may look at documents (`maxTimeMS`). Its thread looks at the clock for every document that it reads.
final class TimeLimit {

    private static final int MAX_TIME_MS_EXPIRED = 50;
    private static final ThreadLocal<@Nullable Long> END = new ThreadLocal<>();

    private TimeLimit() {}

    static Document within(Document command, Supplier<Document> answer) {
        if (!(command.get("maxTimeMS") instanceof Number most) || most.longValue() <= 0) {
            return answer.get();
        }
        END.set(System.nanoTime() + Math.multiplyExact(most.intValue(), 1_000_000L));
        try {
            return answer.get();
        } finally {
            END.remove();
        }
    }

    static void check() {
        var end = END.get();
        if (end != null && System.nanoTime() - end > 0) {
            throw new MongoServerError(
                    MAX_TIME_MS_EXPIRED, "MaxTimeMSExpired", "operation exceeded time limit");
        }
    }
}
