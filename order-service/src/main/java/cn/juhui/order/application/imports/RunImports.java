package cn.juhui.order.application.imports;

import cn.juhui.platform.resilience.Outages;
import cn.juhui.platform.resilience.Ticker;
import cn.juhui.platform.trace.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the long imports, one at a time per instance, step by step. How far one has come is written after every [#STEPS] steps; who follows somebody that died
/// does the last ones again, which makes nothing twice.
///
/// One that breaks [#MOST_ATTEMPTS] times in a row without coming on is given up. An outage counts for nothing.
public final class RunImports implements AutoCloseable {

    /// Written down together.
    static final int STEPS = 100;

    /// How long an instance that died keeps others from its job.
    public static final Duration LEASE = Duration.ofSeconds(30);

    static final int MOST_ATTEMPTS = 5;

    /// How long its end can be read.
    static final Duration KEPT = Duration.ofDays(7);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration EXPIRY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(RunImports.class);

    private final ImportJobs jobs;
    private final Files files;
    private final Clock clock;
    private final Clock wall;
    private final Ticker ticker;
    private final Ticker expiry;
    private volatile boolean closing;

    /// What reads the files.
    @FunctionalInterface
    public interface Files {

        /// @throws RuntimeException when it is no such file, which somebody found out before it was queued
        ImportRows read(ImportJob job, byte[] file);
    }

    /// @param clock the business's, by which jobs grow old
    /// @param wall by which leases end
    /// @param every how often it looks for jobs
    public RunImports(ImportJobs jobs, Files files, Clock clock, Clock wall, Duration every) {
        this.jobs = jobs;
        this.files = files;
        this.clock = clock;
        this.wall = wall;
        this.ticker = new Ticker("imports", every, this::run);
        this.expiry = new Ticker("import-expiry", EXPIRY, () -> jobs.expire(clock.instant()));
    }

    /// Does what nobody is at.
    public void run() {
        while (!closing) {
            var lease = UUID.randomUUID().toString();
            var now = wall.instant();
            var job = jobs.claim(lease, now, now.plus(LEASE));
            if (job.isEmpty()) {
                return;
            }
            TraceContext.in(job.get().traceparent(), () -> run(job.get(), lease));
        }
    }

    private void run(ImportJob job, String lease) {
        try {
            if (job.attempts() > MOST_ATTEMPTS) {
                LOG.error("The import {} is given up at row {}", job.id(), job.done());
                end(job.ended(ImportJob.Status.FAILED, clock.instant()), lease);
                return;
            }
            work(job, lease);
        } catch (RuntimeException e) {
            var outage = Outages.isBehind(e);
            LOG.warn("The import {} broke and is tried again", job.id(), e);
            jobs.release(job.id(), lease, wall.instant().plus(PAUSE), outage || closing);
        }
    }

    private void work(ImportJob claimed, String lease) {
        var job = claimed;
        if (job.done() < job.total()) {
            var rows = files.read(job, jobs.file(job.id()));
            while (job.next() < rows.steps()) {
                if (closing) {
                    jobs.release(job.id(), lease, wall.instant(), true);
                    return;
                }
                var to = Math.min(job.next() + STEPS, rows.steps());
                job = job.after(to, rows.run(job.next(), to), clock.instant());
                if (!jobs.progress(job, lease, wall.instant().plus(LEASE))) {
                    LOG.warn("The import {} was taken over by another instance", job.id());
                    return;
                }
            }
        }
        end(job.ended(ImportJob.Status.DONE, clock.instant()), lease);
    }

    private void end(ImportJob job, String lease) {
        if (jobs.end(job, lease, clock.instant().plus(KEPT))) {
            LOG.info(
                    "The import {} is {}: {} of {} rows",
                    job.id(),
                    job.status(),
                    job.done(),
                    job.total());
        }
    }

    /// Lets the steps in hand finish; another instance goes on, or this one when it is back.
    @Override
    public void close() {
        closing = true;
        ticker.close();
        expiry.close();
    }
}
