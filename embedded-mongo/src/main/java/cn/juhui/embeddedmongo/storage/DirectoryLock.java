package cn.juhui.embeddedmongo.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a second process (or a second store in this one) out of the directory. The lock dies with its process.
final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "store.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock on(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve(FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StoreLockedException(directory, owner(directory));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid().getBytes(StandardCharsets.US_ASCII)));
            return new DirectoryLock(channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new StoreLockedException(directory, pid());
        }
    }

    private static String pid() {
        return String.valueOf(ProcessHandle.current().pid());
    }

    private static String owner(Path directory) {
        try {
            return Files.readString(directory.resolve(FILE), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return ""; // only the message is the poorer for it
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
