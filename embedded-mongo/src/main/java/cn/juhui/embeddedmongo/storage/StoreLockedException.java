package cn.juhui.embeddedmongo.storage;

import java.nio.file.Path;

/// Another process (or another store in this one) has the directory open.
public final class StoreLockedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param owner the process that has it, or empty when that can't be told
    public StoreLockedException(Path directory, String owner) {
        super(
                "The store in %s is already open, in %s. Stop it, or choose another directory."
                        .formatted(
                                directory,
                                owner.isEmpty() ? "another process" : "process " + owner));
    }
}
