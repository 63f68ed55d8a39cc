package cn.juhui.order.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.order.application.policy.MerchantOverrides;
import cn.juhui.order.application.policy.OverrideVersion;
import cn.juhui.order.domain.policy.MerchantOverride;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.json.StateMapper;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/// A document per version, `_id` is `<category>/<merchant>:<version>`: of two at the same moment one gets the version.
public final class MongoMerchantOverrides implements MerchantOverrides {

    private final MongoCollection<Document> versions;

    public MongoMerchantOverrides(MongoTemplate mongo) {
        this.versions = mongo.getCollection("merchant_overrides");
        versions.createIndex(Indexes.ascending("of", "version"));
    }

    @Override
    public Optional<OverrideVersion> at(String category, String merchantId, Instant time) {
        return last(and(of(category, merchantId), lte("since", Date.from(time))));
    }

    @Override
    public Optional<OverrideVersion> latest(String category, String merchantId) {
        return last(of(category, merchantId));
    }

    @Override
    public boolean isDone(String category, String merchantId, Cause cause) {
        return versions.find(and(of(category, merchantId), eq("cause", cause.id()))).first()
                != null;
    }

    private static Bson of(String category, String merchantId) {
        return eq("of", category + "/" + merchantId);
    }

    private Optional<OverrideVersion> last(Bson filter) {
        return Optional.ofNullable(versions.find(filter).sort(Sorts.descending("version")).first())
                .map(MongoMerchantOverrides::decode);
    }

    @Override
    public boolean add(OverrideVersion version) {
        var of = version.category() + "/" + version.override().merchantId();
        try {
            versions.insertOne(
                    new Document("_id", of + ":" + version.version())
                            .append("of", of)
                            .append("category", version.category())
                            .append("version", version.version())
                            .append("since", Date.from(version.since()))
                            .append("role", version.setBy().role().name())
                            .append("actor", version.setBy().id())
                            .append("cause", version.cause())
                            .append(
                                    "override",
                                    new Document(StateMapper.toTree(version.override()))));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private static OverrideVersion decode(Document d) {
        return new OverrideVersion(
                d.getString("category"),
                d.get("version", Number.class).intValue(),
                StateMapper.fromTree(d.get("override", Document.class), MerchantOverride.class),
                new Actor(Role.valueOf(d.getString("role")), d.getString("actor")),
                d.getDate("since").toInstant(),
                d.getString("cause"));
    }
}
