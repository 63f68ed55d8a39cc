package cn.juhui.platform.batch;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The documents of one collection, by `_id`. What is read, added and changed at the same time goes in one command each ([Batcher]); what comes alone goes alone.
public final class BatchedDocuments {

    private static final int MOST = 200;

    private final MongoCollection<Document> documents;
    private final @Nullable Bson projection;
    private final Batcher<String, Optional<Document>> reads;
    private final Batcher<Document, BooleanSupplier> inserts;
    private final Batcher<Change, BooleanSupplier> changes;

    /// A change of one document that only counts if the guard still holds. There are never two of the same document at the same time.
    ///
    /// @param guard with the `_id`
    /// @param proof finds the document, by its `_id`, if this change is in it; null when nothing in it says so
    public record Change(Bson guard, Bson update, @Nullable Bson proof) {}

    /// @param projection what of a document is read; null for all of it
    public BatchedDocuments(MongoCollection<Document> documents, @Nullable Bson projection) {
        this.documents = documents;
        this.projection = projection;
        this.reads = new Batcher<>(MOST, this::readAll);
        this.inserts = new Batcher<>(MOST, this::insertAll);
        this.changes = new Batcher<>(MOST, this::changeAll);
    }

    /// Null when there is none.
    public @Nullable Document read(String id) {
        return reads.ask(id).orElse(null);
    }

    /// @return false when there is one with this `_id` already
    public boolean insert(Document document) {
        return inserts.ask(document).getAsBoolean();
    }

    /// @return false when the guard didn't hold
    public boolean change(Change change) {
        return changes.ask(change).getAsBoolean();
    }

    private List<Optional<Document>> readAll(List<String> ids) {
        if (ids.size() == 1) {
            return List.of(Optional.ofNullable(find(eq("_id", ids.getFirst())).first()));
        }
        Map<String, Document> found = new HashMap<>();
        find(in("_id", new HashSet<>(ids)))
                .batchSize(MOST)
                .forEach(document -> found.put(document.getString("_id"), document));
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    private FindIterable<Document> find(Bson filter) {
        return documents.find(filter).projection(projection);
    }

    private List<BooleanSupplier> insertAll(List<Document> some) {
        if (some.size() == 1) {
            return List.of(insertOne(some.getFirst()));
        }
        try {
            documents.insertMany(some, new InsertManyOptions().ordered(false));
            return some.stream().<BooleanSupplier>map(_ -> () -> true).toList();
        } catch (MongoBulkWriteException e) {
            var errors = errors(e);
            return IntStream.range(0, some.size())
                    .mapToObj(i -> outcome(e, errors.get(i), () -> true))
                    .toList();
        }
    }

    private BooleanSupplier insertOne(Document document) {
        try {
            documents.insertOne(document);
            return () -> true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return () -> false;
            }
            throw e;
        }
    }

    private List<BooleanSupplier> changeAll(List<Change> some) {
        if (some.size() == 1) {
            var one = some.getFirst();
            var matched = documents.updateOne(one.guard(), one.update()).getMatchedCount();
            return List.of(() -> matched == 1);
        }
        var updates =
                some.stream()
                        .map(c -> new UpdateOneModel<Document>(c.guard(), c.update()))
                        .toList();
        try {
            var matched =
                    documents
                            .bulkWrite(updates, new BulkWriteOptions().ordered(false))
                            .getMatchedCount();
            return some.stream().map(c -> won(c, matched == some.size())).toList();
        } catch (MongoBulkWriteException e) {
            var errors = errors(e);
            return IntStream.range(0, some.size())
                    .mapToObj(i -> outcome(e, errors.get(i), won(some.get(i), false)))
                    .toList();
        }
    }

    /// The store says how many guards held, not which: where not all did, each looks for what it would have written. What can't be proved is taken for lost: it is decided
    /// again, which changes nothing if it was there.
    private BooleanSupplier won(Change change, boolean allDid) {
        return () ->
                allDid
                        || change.proof() != null
                                && documents.find(change.proof()).projection(include("_id")).first()
                                        != null;
    }

    private static Map<Integer, BulkWriteError> errors(MongoBulkWriteException e) {
        if (e.getWriteConcernError() != null) {
            throw new MongoWriteConcernException(
                    e.getWriteConcernError(), null, e.getServerAddress(), e.getErrorLabels());
        }
        return e.getWriteErrors().stream()
                .collect(Collectors.toMap(BulkWriteError::getIndex, error -> error));
    }

    private static BooleanSupplier outcome(
            MongoBulkWriteException e, @Nullable BulkWriteError error, BooleanSupplier otherwise) {
        if (error == null) {
            return otherwise;
        }
        if (error.getCategory() == ErrorCategory.DUPLICATE_KEY) {
            return () -> false;
        }
        return () -> {
            throw new MongoWriteException(error, e.getServerAddress(), e.getErrorLabels());
        };
    }
}
