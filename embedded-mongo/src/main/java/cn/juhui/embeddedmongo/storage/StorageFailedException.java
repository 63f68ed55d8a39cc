package cn.juhui.embeddedmongo.storage;

import org.jspecify.annotations.Nullable;

/// The log could not be written. Whether the change survives is unknown; the store takes no more writes until it is opened again.
public final class StorageFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// What is really wrong, such as "No space left on device", below all that was said about it on the way.
    public static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
