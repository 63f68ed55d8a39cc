package cn.juhui.refund.application;

import cn.juhui.platform.journal.Stored;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks cases up; decides nothing.
public interface RefundQueries {

    /// @param customerId only this customer's, or `merchantId`'s; both null for those who may see all
    record Sight(@Nullable String customerId, @Nullable String merchantId) {}

    /// @param statuses any of them; empty for all
    /// @param overdue whether somebody let a deadline pass and is still waited for
    /// @param awaitingConfirmation whether a ruling was proposed that another agent has to confirm
    /// @param paidTwice whether the customer was paid once too often
    /// @param unanswered whether another service has not said for minutes what became of it, although it was asked
    record Filter(
            Set<Status> statuses,
            @Nullable String orderNo,
            @Nullable String customerId,
            @Nullable String merchantId,
            @Nullable Boolean overdue,
            @Nullable Instant requestedFrom,
            @Nullable Instant requestedTo,
            @Nullable Assigned assigned,
            @Nullable Boolean awaitingConfirmation,
            @Nullable Boolean paidTwice,
            @Nullable Boolean unanswered) {}

    /// Cases with the platform's agents that this one has taken, or nobody yet.
    ///
    /// @param agentId null for nobody
    record Assigned(@Nullable String agentId) {}

    /// NEWEST first, or the nearest DEADLINE first (cases without one last).
    enum Order {
        NEWEST,
        DEADLINE
    }

    /// Where a page ended: the sort key of its last row.
    record Position(Instant at, String id) {}

    /// @param next where the next page starts; null on the last one
    record Found(List<Stored<Refund>> refunds, @Nullable Position next) {}

    Optional<Stored<Refund>> find(String refundId);

    Found list(Sight sight, Filter filter, Order order, @Nullable Position after, int limit);

    /// How many cases there are, by status and overdue.
    ///
    /// @param byStatus all statuses that the filter asks for, also those without a case
    record Counts(Map<Status, Long> byStatus, long overdue) {}

    /// @param upTo where counting ends: each number that reaches it means that many or more
    Counts counts(Sight sight, Filter filter, int upTo);

    /// How many cases there are in all, counted up to a number.
    long count(Sight sight, Filter filter, int upTo);
}
