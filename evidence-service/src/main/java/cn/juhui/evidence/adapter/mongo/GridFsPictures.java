package cn.juhui.evidence.adapter.mongo;

import static com.mongodb.client.model.Filters.eq;

import cn.juhui.evidence.application.picture.PictureLostException;
import cn.juhui.evidence.application.picture.Pictures;
import cn.juhui.evidence.application.picture.PicturesUnavailableException;
import cn.juhui.evidence.domain.picture.StoredPicture;
import com.mongodb.MongoException;
import com.mongodb.MongoGridFSException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Date;
import java.util.function.Supplier;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files in GridFS (bucket `pictures`), the id of each the SHA-256 of its bytes.
///
/// The driver's own upload gives up half-way when another upload of the same id is under way, and its chunks would be in the way
/// for ever after a crash. Here every chunk has an id made of the hash and its number, and the same id always means the same
/// bytes: writing it twice is harmless, and whoever comes next goes on where a crash stopped. The file exists once its
/// entry in `pictures.files` does, which is written last. Any GridFS client can read it.
public final class GridFsPictures implements Pictures {

    private static final Logger LOG = LoggerFactory.getLogger(GridFsPictures.class);

    private static final String BUCKET = "pictures";
    private static final int CHUNK = 255 * 1024;

    private final GridFSBucket bucket;
    private final MongoCollection<Document> files;
    private final MongoCollection<Document> chunks;

    public GridFsPictures(MongoDatabase database) {
        this.bucket = GridFSBuckets.create(database, BUCKET);
        this.files = database.getCollection(BUCKET + ".files");
        this.chunks = database.getCollection(BUCKET + ".chunks");
        chunks.createIndex(Indexes.ascending("files_id", "n"), new IndexOptions().unique(true));
    }

    @Override
    public void keep(StoredPicture picture, byte[] bytes) {
        orUnavailable(() -> {
            write(picture, bytes);
            return picture;
        });
    }

    private void write(StoredPicture picture, byte[] bytes) {
        var id = picture.sha256();
        if (files.countDocuments(eq("_id", id)) > 0) {
            return;
        }
        for (int n = 0; n * CHUNK < bytes.length; n++) {
            Insertion.unlessThere(chunks, chunk(id, n, bytes));
        }
        Insertion.unlessThere(files, file(picture));
    }

    private static Document chunk(String id, int n, byte[] bytes) {
        var data = Arrays.copyOfRange(bytes, n * CHUNK, Math.min((n + 1) * CHUNK, bytes.length));
        return new Document("_id", id + "/" + n)
                .append("files_id", id)
                .append("n", n)
                .append("data", new Binary(data));
    }

    private static Document file(StoredPicture picture) {
        return new Document("_id", picture.sha256())
                .append("filename", picture.sha256() + "." + picture.format().extension())
                .append("length", picture.bytes())
                .append("chunkSize", CHUNK)
                .append("uploadDate", new Date())
                .append("metadata", new Document("contentType", picture.format().mediaType()));
    }

    /// The entry first, so that a crash in between leaves no file that isn't whole.
    @Override
    public void remove(String sha256) {
        orUnavailable(() -> {
            files.deleteOne(eq("_id", sha256));
            return chunks.deleteMany(eq("files_id", sha256));
        });
    }

    @Override
    public byte[] read(StoredPicture picture) {
        var bytes = orUnavailable(() -> whole(picture));
        if (!picture.is(bytes)) {
            throw new PictureLostException(picture.sha256());
        }
        return bytes;
    }

    private static <T> T orUnavailable(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            LOG.warn("GridFS failed: {}", e.toString());
            throw new PicturesUnavailableException(e);
        }
    }

    private byte[] whole(StoredPicture picture) {
        try (var stream = bucket.openDownloadStream(new BsonString(picture.sha256()))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MongoGridFSException e) {
            throw new PictureLostException(picture.sha256(), e);
        }
    }
}
