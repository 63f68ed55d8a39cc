package cn.juhui.platform.batch;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The same work on several threads at once.
public final class SideBySide {

    private SideBySide() {}

    /// Runs it so often at the same time, once on the caller's own thread, and returns when all have ended. An end of the process that comes meanwhile waits for
    /// what was begun.
    ///
    /// @param times at least 1
    /// @param name of the other threads
    /// @throws RuntimeException what one of them threw, or an `Error`
    public static void run(int times, String name, Runnable work) {
        var failure = new AtomicReference<@Nullable Throwable>();
        Runnable careful =
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | Error e) {
                        failure.compareAndSet(null, e);
                    }
                };
        var others = new ArrayList<Thread>(times - 1);
        for (int i = 1; i < times; i++) {
            others.add(Thread.ofVirtual().name(name + "-" + i).start(careful));
        }
        careful.run();
        others.forEach(SideBySide::join);
        switch (failure.get()) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> {}
        }
    }

    private static void join(Thread thread) {
        var interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
