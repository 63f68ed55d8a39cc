package cn.juhui.evidence.adapter.http;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// How much memory the service's own threads have asked for, garbage or not. The heap can't have grown by more than the
/// difference of two of these, whenever the collector came.
final class AllocatedMemory {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocatedMemory() {}

    /// Bytes, by the threads that answer requests and those that decode.
    static long bytes() {
        var ids =
                Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                        .filter(thread ->
                                thread != null
                                        && (thread.getThreadName().startsWith("http-nio")
                                                || thread.getThreadName().startsWith("darkroom")))
                        .mapToLong(thread -> thread.getThreadId())
                        .toArray();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum();
    }
}
