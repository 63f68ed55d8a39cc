package cn.juhui.embeddedkafka;

import java.nio.file.Path;

/// Another broker, in this JVM or another one, works on the same directory.
public final class DirectoryLockedException extends RuntimeException {
    DirectoryLockedException(Path directory) {
        super(
                "Kafka's directory "
                        + directory
                        + " is in use by another process: stop that one first, or take another directory");
    }
}
