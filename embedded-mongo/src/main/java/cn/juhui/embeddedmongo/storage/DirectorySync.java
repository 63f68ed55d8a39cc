package cn.juhui.embeddedmongo.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Makes created and deleted files survive a power cut: a file's own sync says nothing of its name in the directory.
final class DirectorySync {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private DirectorySync() {}

    static void of(Path directory) throws IOException {
        if (WINDOWS) {
            return; // which can't open directories, and needs no such thing
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
