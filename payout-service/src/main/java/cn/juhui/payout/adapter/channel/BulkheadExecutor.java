package cn.juhui.payout.adapter.channel;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.ChannelExecutor;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Each channel's lines are a bulkhead; each call runs on a virtual thread of its own.
public final class BulkheadExecutor implements ChannelExecutor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BulkheadExecutor.class);
    private static final Duration LAST_CALLS = Duration.ofSeconds(6);

    private final Map<PaymentChannel, Bulkhead> bulkheads;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("channel-call-", 0).factory());

    public BulkheadExecutor(Map<PaymentChannel, Bulkhead> bulkheads) {
        this.bulkheads = Map.copyOf(bulkheads);
    }

    @Override
    public boolean run(PaymentChannel channel, Runnable call) {
        var bulkhead = Objects.requireNonNull(bulkheads.get(channel));
        if (threads.isShutdown() || !bulkhead.tryAcquirePermission()) {
            return false;
        }
        try {
            threads.execute(() -> {
                try {
                    call.run();
                } catch (RuntimeException e) {
                    LOG.error(
                            "A call of {} broke; the payout's deadline will see to it", channel, e);
                } finally {
                    bulkhead.onComplete();
                }
            });
            return true;
        } catch (java.util.concurrent.RejectedExecutionException e) {
            bulkhead.releasePermission();
            return false;
        }
    }

    /// Takes no more calls and lets those in progress end, for six seconds at most, so that their answers are noted.
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
