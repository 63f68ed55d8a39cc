package cn.juhui.notification.adapter.mongo.contact;

import static com.mongodb.client.model.Filters.eq;

import cn.juhui.notification.application.contact.Contacts;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.notification.domain.contact.Preferences;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.security.SealingKeys;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `contacts`: `{_id: "CUSTOMER:cus_…", sealedBy, sealed}`, sealed as a whole and bound to its recipient; with another key when it is read and the first key is another one by then.
public final class MongoContacts implements Contacts {

    private static final Logger LOG = LoggerFactory.getLogger(MongoContacts.class);

    private final MongoCollection<Document> documents;
    private final SealingKeys keys;

    public MongoContacts(MongoTemplate mongo, SealingKeys keys) {
        this.documents = mongo.getCollection("contacts");
        this.keys = keys;
    }

    @Override
    public Preferences of(Recipient recipient) {
        var found = documents.find(eq("_id", recipient.inbox())).first();
        if (found == null) {
            return Preferences.NONE;
        }
        var sealedBy = found.getString("sealedBy");
        if (!keys.ids().contains(sealedBy)) {
            LOG.warn("The preferences of {} are lost with the key {}", recipient.inbox(), sealedBy);
            return Preferences.NONE;
        }
        var sealed = found.get("sealed", Binary.class).getData();
        var preferences =
                StateMapper.fromJson(
                        keys.open(sealedBy, sealed, recipient.inbox()), Preferences.class);
        if (!sealedBy.equals(keys.id())) {
            put(recipient, preferences);
        }
        return preferences;
    }

    @Override
    public void put(Recipient recipient, Preferences preferences) {
        var sealed = keys.seal(StateMapper.toJson(preferences), recipient.inbox());
        documents.replaceOne(
                eq("_id", recipient.inbox()),
                new Document("_id", recipient.inbox())
                        .append("sealedBy", keys.id())
                        .append("sealed", new Binary(sealed)),
                new ReplaceOptions().upsert(true));
    }
}
