package cn.juhui.notification.adapter.mongo.template;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import cn.juhui.notification.application.template.Templates;
import cn.juhui.notification.domain.template.Template;
import cn.juhui.notification.domain.template.Template.Wording;
import cn.juhui.platform.journal.QueryTime;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `templates`: `{_id: "refund.completed.customer", version, zh?: {title, text}, en?: {…}}`. One that was reset keeps its version, so that versions go on.
public final class MongoTemplates implements Templates {

    private static final String VERSION = "version";

    /// There is one for each sentence at most.
    private static final int MOST = 1_000;

    private final MongoCollection<Document> documents;

    public MongoTemplates(MongoTemplate mongo) {
        this.documents = mongo.getCollection("templates");
    }

    @Override
    public List<Template> changed() {
        return documents
                .find(new Document("zh", new Document("$exists", true)))
                .limit(MOST)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(MongoTemplates::read)
                .into(new ArrayList<>());
    }

    @Override
    public Template put(String key, Wording zh, Wording en) {
        return read(
                Objects.requireNonNull(
                        documents.findOneAndUpdate(
                                eq("_id", key),
                                combine(
                                        set("zh", document(zh)),
                                        set("en", document(en)),
                                        inc(VERSION, 1L)),
                                new FindOneAndUpdateOptions()
                                        .upsert(true)
                                        .returnDocument(ReturnDocument.AFTER))));
    }

    @Override
    public void reset(String key) {
        documents.updateOne(eq("_id", key), combine(unset("zh"), unset("en")));
    }

    private static Document document(Wording wording) {
        return new Document("title", wording.title()).append("text", wording.text());
    }

    private static Template read(Document d) {
        return new Template(
                d.getString("_id"),
                wording(d.get("zh", Document.class)),
                wording(d.get("en", Document.class)),
                d.get(VERSION, Number.class).longValue());
    }

    private static Wording wording(Document d) {
        return new Wording(d.getString("title"), d.getString("text"));
    }
}
