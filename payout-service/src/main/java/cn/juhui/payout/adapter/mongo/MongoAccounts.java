package cn.juhui.payout.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;

import cn.juhui.payout.application.account.Accounts;
import cn.juhui.payout.application.account.KeptAccounts;
import cn.juhui.payout.domain.account.Account;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.process.WrongVariablesException;
import cn.juhui.platform.security.SealingKeys;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Replacement accounts in the store: `{ _id, payoutId, sealedBy: <key id>, sealed }`. All that they say is inside `sealed`. The id says
/// when they were named. Those from before keys had ids have no `sealedBy`.
public final class MongoAccounts implements Accounts, KeptAccounts {

    static final String COLLECTION = "accounts";

    private static final Logger LOG = LoggerFactory.getLogger(MongoAccounts.class);
    private static final int AT_ONCE = 500;

    private final MongoCollection<Document> accounts;
    private final SealingKeys keys;

    /// @throws WrongVariablesException when an account needs a key that isn't given
    public MongoAccounts(MongoTemplate mongo, SealingKeys keys) {
        this.accounts = mongo.getCollection(COLLECTION);
        this.keys = keys;
        accounts.createIndex(Indexes.ascending("sealedBy"));
        refuseMissingKeys();
    }

    @Override
    public void add(String ref, String payoutId, Account account) {
        var sealed = keys.seal(StateMapper.toJson(account), belongsTo(ref, payoutId));
        accounts.insertOne(
                new Document("_id", ref)
                        .append("payoutId", payoutId)
                        .append("sealedBy", keys.id())
                        .append("sealed", sealed));
    }

    @Override
    public Optional<Account> find(String ref, String payoutId) {
        return Optional.ofNullable(
                        accounts.find(and(eq("_id", ref), eq("payoutId", payoutId))).first())
                .map(this::open)
                .map(json -> StateMapper.fromJson(json, Account.class));
    }

    @Override
    public List<Kept> namedBefore(Instant time, String after, int limit) {
        var first = Ids.of("acc", new UUID(time.toEpochMilli() << 16, 0));
        return accounts.find(and(gt("_id", after), lt("_id", first)))
                .projection(Projections.include("payoutId"))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(d -> new Kept(d.getString("_id"), d.getString("payoutId")))
                .into(new ArrayList<>());
    }

    @Override
    public void remove(Kept account) {
        accounts.deleteOne(eq("_id", account.ref()));
    }

    /// Seals with the first key what another one sealed, so that the others can be taken away.
    ///
    /// @return how many were sealed anew
    public int reseal() {
        var resealed = 0;
        var old = accounts.find(ne("sealedBy", keys.id())).limit(AT_ONCE).into(new ArrayList<>());
        for (var d : old) {
            if (!opens(d)) {
                LOG.error("{} can't be opened: it was changed in the store", d.getString("_id"));
                continue;
            }
            var unchanged = and(eq("_id", d.getString("_id")), eq("sealed", d.get("sealed")));
            var sealed = keys.seal(open(d), belongsTo(d));
            var changes =
                    Updates.combine(
                            Updates.set("sealedBy", keys.id()), Updates.set("sealed", sealed));
            resealed += (int) accounts.updateOne(unchanged, changes).getMatchedCount();
        }
        if (resealed > 0) {
            LOG.info(
                    "{} accounts sealed anew with the key {}; {} are left that need another one of ACCOUNT_KEYS",
                    resealed,
                    keys.id(),
                    accounts.countDocuments(ne("sealedBy", keys.id())));
        }
        return resealed;
    }

    private void refuseMissingKeys() {
        var complaints = new TreeSet<String>();
        for (var id :
                accounts.distinct("sealedBy", nin("sealedBy", given()), String.class)
                        .maxTime(1, TimeUnit.MINUTES)
                        .into(new ArrayList<>())) {
            if (id != null) {
                complaints.add(
                        "ACCOUNT_KEYS: the key with the id %s is missing, and %d accounts in the store need it; put it back behind the first one"
                                .formatted(id, accounts.countDocuments(eq("sealedBy", id))));
            }
        }
        var unnamed =
                accounts.find(eq("sealedBy", null)).into(new ArrayList<>()).stream()
                        .filter(d -> !opens(d))
                        .count();
        if (unnamed > 0) {
            complaints.add(
                    "ACCOUNT_KEYS: %d accounts in the store were sealed with a key that is missing; put it back behind the first one"
                            .formatted(unnamed));
        }
        if (!complaints.isEmpty()) {
            throw new WrongVariablesException(complaints);
        }
    }

    private List<String> given() {
        return List.copyOf(keys.ids());
    }

    private boolean opens(Document d) {
        try {
            open(d);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /// @throws IllegalStateException when it was changed, belongs to something else, or its key is gone
    private byte[] open(Document d) {
        var sealed = d.get("sealed", Binary.class).getData();
        var sealedBy = d.getString("sealedBy");
        return sealedBy == null
                ? keys.open(sealed, belongsTo(d))
                : keys.open(sealedBy, sealed, belongsTo(d));
    }

    private static String belongsTo(Document d) {
        return belongsTo(d.getString("_id"), d.getString("payoutId"));
    }

    private static String belongsTo(String ref, String payoutId) {
        return ref + " of " + payoutId;
    }
}
