package cn.juhui.payout.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.lever.ChannelLever;
import cn.juhui.payout.application.lever.ChannelLevers;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `channelLevers`: `{_id: "ALIPAY", changes: [{id, paused, reason, role, by, at}, …]}`, the latest first. What is read is good for a second, so that a
/// payment doesn't cost one more question.
public final class MongoChannelLevers implements ChannelLevers {

    private final MongoCollection<Document> levers;
    private final LoadingCache<PaymentChannel, Boolean> paused;

    public MongoChannelLevers(MongoTemplate mongo) {
        this.levers = mongo.getCollection("channelLevers");
        this.paused =
                Caffeine.newBuilder()
                        .expireAfterWrite(Duration.ofSeconds(1))
                        .build(channel -> {
                            var changes = changes(channel);
                            return !changes.isEmpty() && changes.getFirst().paused();
                        });
    }

    @Override
    public boolean isPaused(PaymentChannel channel) {
        return paused.get(channel);
    }

    @Override
    public List<ChannelLever> changes(PaymentChannel channel) {
        var stored = levers.find(eq("_id", channel.name())).first();
        return stored == null
                ? List.of()
                : stored.getList("changes", Document.class).stream()
                        .map(MongoChannelLevers::read)
                        .toList();
    }

    @Override
    public void change(PaymentChannel channel, ChannelLever change) {
        try {
            levers.updateOne(
                    and(eq("_id", channel.name()), ne("changes.id", change.id())),
                    Updates.pushEach(
                            "changes",
                            List.of(document(change)),
                            new PushOptions().position(0).slice(KEPT)),
                    new UpdateOptions().upsert(true));
        } catch (MongoWriteException e) {
            // The change is there: this is a repeated request.
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        paused.invalidate(channel);
    }

    private static Document document(ChannelLever change) {
        return new Document("id", change.id())
                .append("paused", change.paused())
                .append("reason", change.reason())
                .append("role", change.by().role().name())
                .append("by", change.by().id())
                .append("at", Date.from(change.at()));
    }

    private static ChannelLever read(Document stored) {
        return new ChannelLever(
                stored.getString("id"),
                stored.getBoolean("paused"),
                stored.getString("reason"),
                new Actor(Role.valueOf(stored.getString("role")), stored.getString("by")),
                stored.getDate("at").toInstant());
    }
}
