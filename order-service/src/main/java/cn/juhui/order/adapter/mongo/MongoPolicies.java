package cn.juhui.order.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.order.application.policy.Policies;
import cn.juhui.order.application.policy.PolicyVersion;
import cn.juhui.order.domain.policy.RefundPolicy;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.json.StateMapper;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/// A document per version, `_id` is `<category>:<version>`: of two operators at the same moment one gets the version.
public final class MongoPolicies implements Policies {

    private final MongoCollection<Document> versions;

    public MongoPolicies(MongoTemplate mongo) {
        this.versions = mongo.getCollection("refund_policies");
        versions.createIndex(Indexes.ascending("category", "version"));
    }

    @Override
    public Optional<PolicyVersion> at(String category, Instant time) {
        return last(and(eq("category", category), lte("since", Date.from(time))));
    }

    @Override
    public Optional<PolicyVersion> latest(String category) {
        return last(eq("category", category));
    }

    @Override
    public boolean isDone(String category, Cause cause) {
        return versions.find(and(eq("category", category), eq("cause", cause.id()))).first()
                != null;
    }

    private Optional<PolicyVersion> last(Bson filter) {
        return Optional.ofNullable(versions.find(filter).sort(Sorts.descending("version")).first())
                .map(MongoPolicies::decode);
    }

    @Override
    public List<String> categories() {
        return versions.distinct("category", String.class)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .into(new ArrayList<>());
    }

    @Override
    public boolean add(PolicyVersion version) {
        var policy = version.policy();
        try {
            versions.insertOne(
                    new Document("_id", policy.category() + ":" + policy.version())
                            .append("category", policy.category())
                            .append("version", policy.version())
                            .append("since", Date.from(version.since()))
                            .append("role", version.setBy().role().name())
                            .append("actor", version.setBy().id())
                            .append("cause", version.cause())
                            .append("policy", new Document(StateMapper.toTree(policy))));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private static PolicyVersion decode(Document d) {
        return new PolicyVersion(
                StateMapper.fromTree(d.get("policy", Document.class), RefundPolicy.class),
                new Actor(Role.valueOf(d.getString("role")), d.getString("actor")),
                d.getDate("since").toInstant(),
                d.getString("cause"));
    }
}
