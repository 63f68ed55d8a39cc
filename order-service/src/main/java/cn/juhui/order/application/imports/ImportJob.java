package cn.juhui.order.application.imports;

import cn.juhui.contracts.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A long import, and how far it has come. It is queued with its file, taken up by any instance, done step by step, and ends `DONE` whatever
/// became of its rows; `FAILED` is one that broke, whose rows up to `done` are in. Who dies in the middle is followed by another one, who begins at `next`.
///
/// @param owner whose it is: `STOREFRONT/<subject>` or `MERCHANT/<merchant id>`
/// @param by who sent it, in whose name the rows are told
/// @param operation names what is made, so that a step that is done twice makes nothing twice
/// @param total rows
/// @param done rows
/// @param next the step to do next, from 0
/// @param counts rows per outcome
/// @param faults the first failed rows, [#MOST_FAULTS] at most
/// @param attempts how often it was taken up since it came on
public record ImportJob(
        String id,
        Kind kind,
        String owner,
        By by,
        String operation,
        @Nullable String traceparent,
        Status status,
        int total,
        int done,
        int next,
        Map<ImportedRow.Outcome, Integer> counts,
        List<ImportedRow> faults,
        int attempts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /// So many failed rows are told one by one; all are counted.
    public static final int MOST_FAULTS = 200;

    public enum Kind {
        ORDERS,
        USAGE
    }

    public enum Status {
        QUEUED,
        RUNNING,
        DONE,
        FAILED;

        public boolean isFinal() {
            return this == DONE || this == FAILED;
        }
    }

    /// As the sender's token said.
    ///
    /// @param merchantId null for who is not of a merchant
    public record By(String subject, Set<Role> roles, @Nullable String merchantId) {

        /// Whether this one may see the job of that owner.
        public boolean owns(String owner) {
            return roles.contains(Role.STOREFRONT) && owner.equals(Role.STOREFRONT + "/" + subject)
                    || roles.contains(Role.MERCHANT)
                            && owner.equals(Role.MERCHANT + "/" + merchantId);
        }

        /// To whom a job of theirs belongs: a merchant's to all of its staff.
        public String owner() {
            return roles.contains(Role.STOREFRONT)
                    ? Role.STOREFRONT + "/" + subject
                    : Role.MERCHANT + "/" + merchantId;
        }
    }

    /// One that nobody has begun.
    public static ImportJob queued(
            String id,
            Kind kind,
            By by,
            String operation,
            @Nullable String traceparent,
            int total,
            Instant now) {
        return new ImportJob(
                id,
                kind,
                by.owner(),
                by,
                operation,
                traceparent,
                Status.QUEUED,
                total,
                0,
                0,
                Map.of(),
                List.of(),
                0,
                now,
                null,
                null);
    }

    public int count(ImportedRow.Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /// After these rows are done too.
    ImportJob after(int newNext, List<ImportedRow> rows, Instant now) {
        var newCounts = new EnumMap<ImportedRow.Outcome, Integer>(ImportedRow.Outcome.class);
        newCounts.putAll(counts);
        rows.forEach(row -> newCounts.merge(row.outcome(), 1, Integer::sum));
        var failed = new ArrayList<>(faults);
        rows.stream()
                .filter(row -> row.outcome() == ImportedRow.Outcome.FAILED)
                .limit(MOST_FAULTS - failed.size())
                .map(ImportedRow::bounded)
                .forEach(failed::add);
        failed.sort(Comparator.comparingInt(ImportedRow::row));
        return new ImportJob(
                id,
                kind,
                owner,
                by,
                operation,
                traceparent,
                Status.RUNNING,
                total,
                done + rows.size(),
                newNext,
                newCounts,
                List.copyOf(failed),
                0,
                createdAt,
                startedAt == null ? now : startedAt,
                null);
    }

    /// At its end.
    ImportJob ended(Status end, Instant now) {
        return new ImportJob(
                id,
                kind,
                owner,
                by,
                operation,
                traceparent,
                end,
                total,
                done,
                next,
                counts,
                faults,
                attempts,
                createdAt,
                startedAt == null ? now : startedAt,
                now);
    }
}
