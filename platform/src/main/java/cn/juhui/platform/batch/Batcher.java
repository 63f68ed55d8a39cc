package cn.juhui.platform.batch;

import cn.juhui.platform.resilience.Outages;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Does together what many ask for at the same time. Who asks while nothing is under way is served at once, and alone; who asks meanwhile is served next, together with all
/// others who came. So nobody waits for company, and the more there is to do the less each costs.
///
/// The work is done on the thread of one of those who asked.
///
/// @param <Q> what is asked for
/// @param <R> what it leads to
public final class Batcher<Q, R> {

    private final int most;
    private final Function<List<Q>, List<R>> together;
    private final LinkedBlockingQueue<Asked<Q, R>> waiting = new LinkedBlockingQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    private static final class Asked<Q, R> {
        private final Q question;
        private volatile boolean done;
        private volatile @Nullable R result;
        private volatile @Nullable Throwable failure;

        Asked(Q question) {
            this.question = question;
        }

        void answered(R by) {
            result = by;
            done = true;
        }

        void failed(Throwable with) {
            failure = with;
            done = true;
        }

        R outcome() {
            switch (failure) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {
                    return Objects.requireNonNull(result);
                }
            }
        }
    }

    /// @param most how many are served together
    /// @param together serves them; one result each, in their order. Where it fails for several, and that is no outage, each is served alone, so that one
    ///     who can't be served keeps it from nobody else
    public Batcher(int most, Function<List<Q>, List<R>> together) {
        this.most = most;
        this.together = together;
    }

    /// @return the result of this question; throws what serving it threw
    public R ask(Q question) {
        var mine = new Asked<Q, R>(question);
        waiting.add(mine);
        while (!mine.done) {
            turn.lock();
            try {
                if (!mine.done) {
                    serveWaiting();
                }
            } finally {
                turn.unlock();
            }
        }
        return mine.outcome();
    }

    private void serveWaiting() {
        var batch = new ArrayList<Asked<Q, R>>();
        waiting.drainTo(batch, most);
        try {
            serve(batch);
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1 || Outages.isBehind(e)) {
                batch.forEach(asked -> asked.failed(e));
            } else {
                batch.forEach(this::serveAlone);
            }
        }
    }

    private void serve(List<Asked<Q, R>> batch) {
        var results = together.apply(batch.stream().map(asked -> asked.question).toList());
        if (results.size() != batch.size()) {
            throw new IllegalStateException(
                    "%d results for %d questions".formatted(results.size(), batch.size()));
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answered(results.get(i));
        }
    }

    private void serveAlone(Asked<Q, R> asked) {
        try {
            serve(List.of(asked));
        } catch (RuntimeException | Error e) {
            asked.failed(e);
        }
    }
}
