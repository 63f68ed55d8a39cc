package cn.juhui.evidence.adapter.s3;

import cn.juhui.evidence.application.picture.PictureLostException;
import cn.juhui.evidence.application.picture.Pictures;
import cn.juhui.evidence.application.picture.PicturesUnavailableException;
import cn.juhui.evidence.domain.picture.StoredPicture;
import java.net.UnknownHostException;
import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The files in a bucket of any store that speaks S3, each under `pictures/<SHA-256 of its bytes>`.
///
/// The same key always means the same bytes, so that storing a file twice is harmless. What comes back is hashed again: a store
/// that returns other bytes than it was given is found out before anybody sees them. A store that fails costs its time
/// limit, and nothing at all while the breaker is open.
public final class S3Pictures implements Pictures, AutoCloseable {

    private static final int NOT_FOUND = 404;

    /// Written and deleted when the service starts; never a picture's key.
    private static final String TRIAL = "pictures/may-i-write";

    private final S3Calls store;
    private final String bucket;

    /// How the store answers when it is asked for the bucket.
    public enum Answer {
        THERE,
        NO_SUCH_BUCKET,
        /// It knows the bucket, or won't say, and doesn't let this key in.
        REFUSED,
        /// This key may look, but not write and delete.
        MAY_NOT_WRITE,
        NO_SUCH_HOST,
        NONE
    }

    private S3Pictures(S3Calls store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    /// A client for this bucket.
    public static S3Pictures in(S3Bucket bucket) {
        return new S3Pictures(new S3Calls(bucket), bucket.name());
    }

    /// Asks for the bucket, and whether this key may write there: what only an upload would show is found out before it.
    public Answer look() {
        var seen = answer(s3 -> s3.headBucket(request -> request.bucket(bucket)));
        if (seen != Answer.THERE) {
            return seen;
        }
        var written =
                answer(s3 -> {
                    s3.putObject(request -> request.bucket(bucket).key(TRIAL), RequestBody.empty());
                    return s3.deleteObject(request -> request.bucket(bucket).key(TRIAL));
                });
        return written == Answer.REFUSED ? Answer.MAY_NOT_WRITE : written;
    }

    private Answer answer(Function<S3Client, Object> call) {
        try {
            store.ask(call);
            return Answer.THERE;
        } catch (PicturesUnavailableException e) {
            if (e.getCause() instanceof S3Exception failure && failure.statusCode() < 500) {
                return failure.statusCode() == NOT_FOUND ? Answer.NO_SUCH_BUCKET : Answer.REFUSED;
            }
            return isUnknownHost(e) ? Answer.NO_SUCH_HOST : Answer.NONE;
        }
    }

    private static boolean isUnknownHost(Throwable failure) {
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void keep(StoredPicture picture, byte[] bytes) {
        if (!store.ask(s3 -> isThere(s3, picture))) {
            store.ask(s3 ->
                    s3.putObject(
                            request ->
                                    request.bucket(bucket)
                                            .key(key(picture.sha256()))
                                            .contentType(picture.format().mediaType()),
                            RequestBody.fromBytes(bytes)));
        }
    }

    private boolean isThere(S3Client s3, StoredPicture picture) {
        try {
            var head = s3.headObject(request -> request.bucket(bucket).key(key(picture.sha256())));
            return head.contentLength() == picture.bytes();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void remove(String sha256) {
        store.ask(s3 -> s3.deleteObject(request -> request.bucket(bucket).key(key(sha256))));
    }

    @Override
    public byte[] read(StoredPicture picture) {
        var bytes = store.ask(s3 -> get(s3, picture.sha256()));
        if (!picture.is(bytes)) {
            throw new PictureLostException(picture.sha256());
        }
        return bytes;
    }

    /// Nothing where there is no such file: that is no failure of the store.
    private byte[] get(S3Client s3, String sha256) {
        try {
            return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key(sha256)))
                    .asByteArrayUnsafe();
        } catch (NoSuchKeyException e) {
            return new byte[0];
        }
    }

    private static String key(String sha256) {
        return "pictures/" + sha256;
    }

    @Override
    public void close() {
        store.close();
    }
}
