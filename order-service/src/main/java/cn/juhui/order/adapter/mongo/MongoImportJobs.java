package cn.juhui.order.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

import cn.juhui.order.application.imports.ImportJob;
import cn.juhui.order.application.imports.ImportJobs;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.security.SealingKeys;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `imports`: `{_id, owner, job, open?, dueAt?, lease?, expireAt?}`, the first two of the optional members while it has not ended, the last one afterwards.
/// `import_files`: `{_id: <the job's>, createdAt, sealedBy, sealed}`, packed and sealed, because it names people and accounts; gone when the job has ended.
public final class MongoImportJobs implements ImportJobs {

    /// A file that has no job by then will have none.
    private static final Duration JOBLESS = Duration.ofHours(1);

    private static final int MOST_COUNTED = 1_000;
    private static final int BATCH = 200;

    private final MongoCollection<Document> jobs;
    private final MongoCollection<Document> files;
    private final SealingKeys seal;

    public MongoImportJobs(MongoTemplate mongo, SealingKeys seal) {
        this.jobs = mongo.getCollection("imports");
        this.files = mongo.getCollection("import_files");
        this.seal = seal;
        jobs.createIndex(Indexes.ascending("dueAt"));
        jobs.createIndex(Indexes.ascending("open", "owner"));
        jobs.createIndex(Indexes.ascending("expireAt"));
        files.createIndex(Indexes.ascending("createdAt"));
    }

    @Override
    public Optional<ImportJob> find(String id) {
        return Optional.ofNullable(jobs.find(eq("_id", id)).first()).map(MongoImportJobs::job);
    }

    @Override
    public long unfinishedOf(String owner) {
        return count(and(eq("open", true), eq("owner", owner)));
    }

    @Override
    public long unfinished() {
        return count(eq("open", true));
    }

    private long count(Bson filter) {
        return jobs.countDocuments(filter, new CountOptions().limit(MOST_COUNTED));
    }

    @Override
    public void add(ImportJob job, byte[] file, Instant due) {
        insert(
                files,
                new Document("_id", job.id())
                        .append("createdAt", Date.from(job.createdAt()))
                        .append("sealedBy", seal.id())
                        .append("sealed", new Binary(seal.seal(pack(file), job.id()))));
        insert(
                jobs,
                new Document("_id", job.id())
                        .append("owner", job.owner())
                        .append("job", new Document(StateMapper.toTree(job)))
                        .append("open", true)
                        .append("dueAt", Date.from(due)));
    }

    private static void insert(MongoCollection<Document> into, Document document) {
        try {
            into.insertOne(document);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    @Override
    public boolean withdraw(String id) {
        var queued = and(eq("_id", id), eq("job.status", ImportJob.Status.QUEUED.name()));
        var gone = jobs.deleteOne(queued).getDeletedCount() == 1;
        if (gone) {
            files.deleteOne(eq("_id", id));
        }
        return gone;
    }

    @Override
    public Optional<ImportJob> claim(String lease, Instant now, Instant until) {
        var claimed =
                jobs.findOneAndUpdate(
                        lte("dueAt", Date.from(now)),
                        Updates.combine(
                                Updates.set("lease", lease),
                                Updates.set("dueAt", Date.from(until)),
                                Updates.set("job.status", ImportJob.Status.RUNNING.name()),
                                Updates.inc("job.attempts", 1)),
                        new FindOneAndUpdateOptions()
                                .sort(Sorts.ascending("dueAt"))
                                .returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(claimed).map(MongoImportJobs::job);
    }

    @Override
    public byte[] file(String id) {
        var file = files.find(eq("_id", id)).first();
        if (file == null) {
            throw new IllegalStateException("The file of " + id + " is gone");
        }
        var sealed = file.get("sealed", Binary.class).getData();
        return unpack(seal.open(file.getString("sealedBy"), sealed, id));
    }

    @Override
    public boolean progress(ImportJob job, String lease, Instant until) {
        var written =
                jobs.updateOne(
                        held(job.id(), lease),
                        Updates.combine(
                                Updates.set("job", new Document(StateMapper.toTree(job))),
                                Updates.set("dueAt", Date.from(until))));
        return written.getMatchedCount() == 1;
    }

    @Override
    public void release(String id, String lease, Instant due, boolean uncounted) {
        jobs.updateOne(
                held(id, lease),
                Updates.combine(
                        Updates.unset("lease"),
                        Updates.set("dueAt", Date.from(due)),
                        Updates.inc("job.attempts", uncounted ? -1 : 0)));
    }

    /// The file first: a crash in between leaves a job that is taken up again and ends at once.
    @Override
    public boolean end(ImportJob job, String lease, Instant keptUntil) {
        if (jobs.countDocuments(held(job.id(), lease)) == 0) {
            return false;
        }
        files.deleteOne(eq("_id", job.id()));
        var written =
                jobs.updateOne(
                        held(job.id(), lease),
                        Updates.combine(
                                Updates.set("job", new Document(StateMapper.toTree(job))),
                                Updates.set("expireAt", Date.from(keptUntil)),
                                Updates.unset("open"),
                                Updates.unset("dueAt"),
                                Updates.unset("lease")));
        return written.getMatchedCount() == 1;
    }

    @Override
    public void expire(Instant now) {
        jobs.deleteMany(lte("expireAt", Date.from(now)));
        var old = ids(files, lte("createdAt", Date.from(now.minus(JOBLESS))));
        if (!old.isEmpty()) {
            old.removeAll(ids(jobs, and(in("_id", old), eq("open", true))));
            files.deleteMany(in("_id", old));
        }
    }

    private static List<String> ids(MongoCollection<Document> of, Bson filter) {
        var ids = new ArrayList<String>();
        for (var found : of.find(filter).projection(Projections.include("_id")).limit(BATCH)) {
            ids.add(found.getString("_id"));
        }
        return ids;
    }

    private static Bson held(String id, String lease) {
        return and(eq("_id", id), eq("lease", lease));
    }

    private static ImportJob job(Document found) {
        return StateMapper.fromTree(found.get("job", Document.class), ImportJob.class);
    }

    private static byte[] pack(byte[] file) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes every byte", e);
        }
        return packed.toByteArray();
    }

    private static byte[] unpack(byte[] packed) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Packed by us, and yet not packed", e);
        }
    }
}
