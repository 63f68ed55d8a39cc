package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.storage.Batch;
import cn.juhui.embeddedmongo.storage.Storage;
import cn.juhui.embeddedmongo.storage.StorageFailedException;
import cn.juhui.embeddedmongo.storage.StorageFullException;
import de.bwaldvogel.mongo.exception.MongoServerError;

/// Applies batches and says what went wrong in MongoDB's words.
final class Writes {
    static final int OUT_OF_DISK_SPACE = 14031;
    static final int OPERATION_FAILED = 96;

    private Writes() {}

    static void apply(Storage storage, Batch batch) {
        try {
            storage.apply(batch);
        } catch (StorageFullException e) {
            throw new MongoServerError(OUT_OF_DISK_SPACE, "OutOfDiskSpace", e.getMessage(), e);
        } catch (StorageFailedException e) {
            throw failed(e);
        }
    }

    /// What everybody is told once the store has failed.
    static MongoServerError failed(Exception cause) {
        return new MongoServerError(
                OPERATION_FAILED,
                "OperationFailed",
                "The store failed and takes no commands until it is opened again: "
                        + StorageFailedException.reason(cause),
                cause);
    }

    /// The store says once what is wrong with its disk, not with each command that it refuses.
    static MongoServerError quiet(MongoServerError error) {
        if (error.getCode() == OUT_OF_DISK_SPACE || error.getCode() == OPERATION_FAILED) {
            error.setLogError(false);
        }
        return error;
    }
}
