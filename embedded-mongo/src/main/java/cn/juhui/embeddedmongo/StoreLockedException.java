package cn.juhui.embeddedmongo;

import java.nio.file.Path;

/// Another process (or another store in this one) has the directory open.
public final class StoreLockedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreLockedException(Path directory) {
        super(
                "The store in "
                        + directory
                        + " is already open, in another process or in this one. Stop that one, or choose another directory.");
    }
}
