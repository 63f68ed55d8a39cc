package cn.juhui.order.application.imports;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Keeps a long import for whoever takes it up: a few of one owner, and so many in all that their files have room in the store.
///
/// @param clock the business's
/// @param wall by which it is due
public record QueueImport(ImportJobs jobs, Clock clock, Clock wall) {

    /// Unfinished jobs of one storefront or merchant.
    public static final int MOST_OF_ONE = 3;

    /// Unfinished jobs in all, each with a file of 10 MB at most.
    public static final int MOST = 100;

    /// What is asked.
    ///
    /// @param id the same in every try of the same operation
    /// @param operation names what the import makes
    /// @param rows of the file
    public record Wish(
            String id,
            ImportJob.Kind kind,
            ImportJob.By by,
            String operation,
            @Nullable String traceparent,
            int rows) {}

    public sealed interface Answer {

        record Queued(ImportJob job) implements Answer {}

        /// The owner has [#MOST_OF_ONE] that are not done.
        record TooMany() implements Answer {}

        /// There is no room for anybody's.
        record Full() implements Answer {}
    }

    /// A wish that comes again finds its job as it stands.
    public Answer queue(Wish wish, byte[] file) {
        var before = jobs.find(wish.id());
        if (before.isPresent()) {
            return new Answer.Queued(before.get());
        }
        var owner = wish.by().owner();
        if (jobs.unfinishedOf(owner) >= MOST_OF_ONE) {
            return new Answer.TooMany();
        }
        if (jobs.unfinished() >= MOST) {
            return new Answer.Full();
        }
        var job =
                ImportJob.queued(
                        wish.id(),
                        wish.kind(),
                        wish.by(),
                        wish.operation(),
                        wish.traceparent(),
                        wish.rows(),
                        clock.instant());
        jobs.add(job, file, wall.instant());
        // Of several that come at the same moment the last one counts them all.
        if (jobs.unfinishedOf(owner) > MOST_OF_ONE && jobs.withdraw(job.id())) {
            return new Answer.TooMany();
        }
        return new Answer.Queued(job);
    }
}
