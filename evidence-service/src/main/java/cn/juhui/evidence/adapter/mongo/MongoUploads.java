package cn.juhui.evidence.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.exclude;

import cn.juhui.evidence.application.Uploads;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.platform.json.StateMapper;
import com.mongodb.client.MongoCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// A look at the evidence's own collection: `lapsesAt` is there as long as a piece is part of no case, `files` names its files.
public final class MongoUploads implements Uploads {

    private final MongoCollection<Document> evidence;

    public MongoUploads(MongoTemplate mongo) {
        this.evidence = mongo.getCollection("evidence");
    }

    @Override
    public List<Unused> lapsed(Instant now, int limit) {
        return evidence
                .find(lte("lapsesAt", Date.from(now)))
                .projection(exclude("history"))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .filter(MongoUploads::isPublished)
                .map(MongoUploads::unused)
                .toList();
    }

    private static boolean isPublished(Document found) {
        return number(found, "published") >= number(found, "sequence");
    }

    private static long number(Document found, String member) {
        return found.get(member, Number.class).longValue();
    }

    private static Unused unused(Document found) {
        var piece = StateMapper.fromTree(found.get("state", Document.class), Evidence.class);
        return new Unused(
                piece.id(),
                number(found, "version"),
                piece.orderId(),
                piece.uploadedBy().role(),
                piece.files());
    }

    @Override
    public boolean forget(Unused unused) {
        var asSeen = and(eq("_id", unused.id()), eq("version", unused.version()));
        return evidence.deleteOne(asSeen).getDeletedCount() == 1;
    }

    @Override
    public boolean isNamed(String sha256) {
        return evidence.find(eq("files", sha256)).limit(1).first() != null;
    }
}
