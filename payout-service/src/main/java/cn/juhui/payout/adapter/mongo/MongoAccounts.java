package cn.juhui.payout.adapter.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import cn.juhui.payout.application.Accounts;
import cn.juhui.payout.domain.Account;
import cn.juhui.platform.journal.StateMapper;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

/// Replacement accounts in the store: `{ _id, payoutId, sealed }`. All that they say is inside `sealed`.
public final class MongoAccounts implements Accounts {

    static final String COLLECTION = "accounts";

    private final MongoTemplate mongo;
    private final AccountCipher cipher;

    public MongoAccounts(MongoTemplate mongo, AccountCipher cipher) {
        this.mongo = mongo;
        this.cipher = cipher;
    }

    @Override
    public void add(String ref, String payoutId, Account account) {
        var sealed = cipher.seal(StateMapper.toJson(account), belongsTo(ref, payoutId));
        mongo.insert(
                new Document("_id", ref).append("payoutId", payoutId).append("sealed", sealed),
                COLLECTION);
    }

    @Override
    public Optional<Account> find(String ref, String payoutId) {
        var query = new Query(where("_id").is(ref).and("payoutId").is(payoutId));
        return Optional.ofNullable(mongo.findOne(query, Document.class, COLLECTION))
                .map(found -> found.get("sealed", Binary.class).getData())
                .map(sealed -> cipher.open(sealed, belongsTo(ref, payoutId)))
                .map(json -> StateMapper.fromJson(json, Account.class));
    }

    private static String belongsTo(String ref, String payoutId) {
        return ref + " of " + payoutId;
    }
}
