package cn.juhui.embeddedmongo.storage;

import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/// How the MVStore file is opened: it writes when a checkpoint says so and never by itself.
final class MvStoreFile {
    /// Small pages keep a random update in a big store cheap: a checkpoint rewrites the page around each changed document.
    private static final int PAGE_BYTES = 4 * 1024;

    /// A chunk is overwritten no earlier than this after it was written. Whoever reads says so, and every checkpoint syncs,
    /// so it needs no more.
    private static final int RETENTION_MILLIS = 1_000;

    private MvStoreFile() {}

    static MVStore open(Path directory) {
        MVStore store =
                new MVStore.Builder()
                        .fileName(directory.resolve("store.mv").toString())
                        .autoCommitBufferSize(0)
                        .autoCommitDisabled()
                        .pageSplitSize(PAGE_BYTES)
                        .cacheSize(cacheMebibytes())
                        .open();
        store.setRetentionTime(RETENTION_MILLIS);
        store.setVersionsToKeep(0);
        return store;
    }

    /// A sixth of the heap, which the store shares with a whole platform; behind it is the operating system's cache.
    private static int cacheMebibytes() {
        return Math.clamp((Runtime.getRuntime().maxMemory() >> 20) / 6, 16, 1_024);
    }
}
