package cn.juhui.platform.process;

import cn.juhui.platform.resilience.Ticker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether the store or the broker answers, and does what it is there for. Asked every second on a thread of its own, so that whoever wants to know
/// never waits for one that doesn't; an answer older than a few seconds counts as none.
public final class BackendHealth implements HealthIndicator, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackendHealth.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration STALE = Duration.ofSeconds(6);

    private final String name;
    private final Question question;
    private final Ticker ticker;
    private volatile boolean answers;
    private volatile long askedAt = System.nanoTime();

    /// Whether the last look found it so; of the asking thread.
    private boolean away;

    /// Asks the backend something, with a time limit of two or three seconds.
    @FunctionalInterface
    public interface Question {
        /// @throws Exception when there is no good answer
        void ask() throws Exception;
    }

    public BackendHealth(String name, Question question) {
        this.name = name;
        this.question = question;
        this.ticker = new Ticker("health-" + name, EVERY, this::look);
    }

    private void look() {
        try {
            question.ask();
            answers = true;
            if (away) {
                LOG.info("The {} is well again", name);
            }
            away = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            answers = false;
            if (!away) {
                LOG.warn("The {} is not well: {}", name, e.toString());
            }
            away = true;
        }
        askedAt = System.nanoTime();
    }

    @Override
    public Health health() {
        var isFresh = System.nanoTime() - askedAt < STALE.toNanos();
        return (answers && isFresh ? Health.up() : Health.down()).build();
    }

    @Override
    public void close() {
        ticker.close();
    }
}
