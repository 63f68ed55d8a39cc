package cn.juhui.order.application.imports;

import java.time.Instant;
import java.util.Optional;

/// Long imports, each with its file until it has ended. Who works on one holds a lease on it: only they can write how far it has come, and somebody
/// who stood still, and whose lease another one has taken meanwhile, comes too late.
public interface ImportJobs {

    Optional<ImportJob> find(String id);

    /// How many of this owner have not ended.
    long unfinishedOf(String owner);

    /// How many have not ended.
    long unfinished();

    /// Keeps the file, then the job, so that a job always has its file. What is there already stays.
    ///
    /// @param due from when on it may be taken up
    void add(ImportJob job, byte[] file, Instant due);

    /// Takes one away that nobody has begun.
    ///
    /// @return whether it is gone
    boolean withdraw(String id);

    /// Takes up the job that waits longest and that nobody is at, and counts the attempt.
    ///
    /// @param lease names who takes it
    Optional<ImportJob> claim(String lease, Instant now, Instant until);

    /// @throws IllegalStateException when it isn't there, or nobody can open it any more
    byte[] file(String id);

    /// Writes how far it has come, and holds it longer.
    ///
    /// @return false when somebody else has taken it
    boolean progress(ImportJob job, String lease, Instant until);

    /// Lays it down.
    ///
    /// @param due from when on it may be taken up again
    /// @param uncounted whether this attempt was none of its own fault
    void release(String id, String lease, Instant due, boolean uncounted);

    /// Drops the file and writes the end.
    ///
    /// @param keptUntil when the job itself is dropped
    /// @return false when somebody else has taken it
    boolean end(ImportJob job, String lease, Instant keptUntil);

    /// Drops jobs that were kept for long enough, and files whose job never came to be.
    void expire(Instant now);
}
