package cn.juhui.payout.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.PaymentQueues;
import cn.juhui.payout.domain.PaymentQueue;
import cn.juhui.payout.domain.PaymentQueue.Waiting;
import cn.juhui.payout.domain.QueryPauses;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `{_id: "WECHAT_PAY 4200…", version: 3, last: "pay_…-1", lastAt: …, waiting: [{no, at}]}`: one document per payment, found by its id, changed
/// by whoever read its latest version. Times are business time. Most payments have one refund, so their document is only ever inserted.
public final class MongoPaymentQueues implements PaymentQueues {

    /// Every try that fails is somebody else's that succeeded.
    private static final int TRIES = 200;

    private final MongoCollection<Document> queues;

    public MongoPaymentQueues(MongoTemplate mongo) {
        this.queues = mongo.getCollection("paymentQueues");
    }

    @Override
    public Optional<Instant> ask(
            PaymentChannel channel, String channelTransactionId, String payoutNo, Instant now) {
        var between = QueryPauses.betweenRefunds(channel);
        if (between.isZero()) {
            return Optional.empty();
        }
        var id = channel + " " + channelTransactionId;
        var first = PaymentQueue.EMPTY.ask(payoutNo, between, now);
        if (begun(id, first.queue())) {
            return Optional.empty();
        }
        for (int i = 0; i < TRIES; i++) {
            var stored = queues.find(eq("_id", id)).first();
            if (stored == null) {
                throw new IllegalStateException("The queue of " + id + " vanished");
            }
            var version = stored.get("version", Number.class).longValue();
            var asked = read(stored).ask(payoutNo, between, now);
            var replaced =
                    queues.replaceOne(
                            and(eq("_id", id), eq("version", version)),
                            document(id, version + 1, asked.queue()));
            if (replaced.getMatchedCount() == 1) {
                return Optional.ofNullable(asked.comeBackAt());
            }
        }
        throw new IllegalStateException("No turn to be had at the queue of " + id);
    }

    private boolean begun(String id, PaymentQueue queue) {
        try {
            queues.insertOne(document(id, 1, queue));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private static Document document(String id, long version, PaymentQueue queue) {
        var lastAt = queue.lastAt();
        return new Document("_id", id)
                .append("version", version)
                .append("last", queue.last())
                .append("lastAt", lastAt == null ? null : Date.from(lastAt))
                .append(
                        "waiting",
                        queue.waiting().stream()
                                .map(w ->
                                        new Document("no", w.payoutNo())
                                                .append("at", Date.from(w.comesAt())))
                                .toList());
    }

    private static PaymentQueue read(Document stored) {
        var lastAt = stored.getDate("lastAt");
        List<Waiting> waiting =
                stored.getList("waiting", Document.class).stream()
                        .map(w -> new Waiting(w.getString("no"), w.getDate("at").toInstant()))
                        .toList();
        return new PaymentQueue(
                stored.getString("last"), lastAt == null ? null : lastAt.toInstant(), waiting);
    }
}
