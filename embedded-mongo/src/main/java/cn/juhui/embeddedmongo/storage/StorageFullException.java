package cn.juhui.embeddedmongo.storage;

/// There is too little room on the disk to accept a write; nothing was changed.
public final class StorageFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageFullException(String message) {
        super(message);
    }
}
