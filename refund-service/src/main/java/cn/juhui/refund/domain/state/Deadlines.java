package cn.juhui.refund.domain.state;

import cn.juhui.refund.domain.state.Intervention.Running;
import cn.juhui.refund.domain.state.Review.AwaitingEvidence;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The clock of a case, from its three machines: when it acts next, and which deadline people see.
public record Deadlines(Review review, Intervention intervention, Payout payout) {

    /// When the clock acts next; null while nobody is waited for, or only for another service's event.
    public @Nullable Instant dueAt() {
        if (inAgentsHands() instanceof Running running) {
            return running instanceof Intervention.Open open && open.remindAt() != null
                    ? open.remindAt()
                    : running.deadline();
        }
        return isBeingPaid() ? payBy() : due(review);
    }

    /// The deadline that whoever decides now has; null where nobody has one.
    public @Nullable Instant shown() {
        return inAgentsHands() instanceof Running open
                ? open.deadline()
                : isBeingPaid() ? payBy() : shown(review);
    }

    /// When the clock decides, if nobody does: a reminder decides nothing.
    public @Nullable Instant decidesAt() {
        var due = dueAt();
        var shown = shown();
        return due == null || shown == null || due.isAfter(shown) ? due : shown;
    }

    /// Whether somebody let a deadline pass, and what they owe is still missing.
    public boolean overdue() {
        return inAgentsHands() instanceof Running open
                ? open.late()
                : switch (review) {
                    case Review.OverdueReview _ -> true;
                    case AwaitingEvidence s ->
                            s.before() instanceof Review.OverdueReview
                                    && !(intervention instanceof Running);
                    case Review.Requested s -> s.late();
                    case Review.Approved s -> isBeingPaid() && s.late();
                    case Review.MerchantReview _,
                            Review.Offered _,
                            Review.Rejected _,
                            Review.EvidenceMissed _,
                            Review.Stopped _,
                            Review.Refused _ ->
                            false;
                };
    }

    /// When the money should have arrived; null while nothing is approved.
    public @Nullable Instant payBy() {
        return review instanceof Review.Approved s ? s.payBy() : null;
    }

    /// The deadline of the review alone; null where nobody has one in it.
    public static @Nullable Instant shown(Review review) {
        return switch (review) {
            case Review.InMerchantsHands s -> s.deadline();
            case AwaitingEvidence s -> s.deadline();
            case Review.Offered s -> s.deadline();
            case Review.Rejected s -> s.appealDeadline();
            case Review.EvidenceMissed s -> s.appealDeadline();
            case Review.Requested s -> s.late() ? s.lookAt() : null;
            case Review.Approved _, Review.Stopped _, Review.Refused _ -> null;
        };
    }

    private static @Nullable Instant due(Review review) {
        return switch (review) {
            case Review.MerchantReview s -> s.remindAt() == null ? s.deadline() : s.remindAt();
            case Review.OverdueReview s -> s.silenceEndsAt();
            case AwaitingEvidence s ->
                    Stream.of(s.deadline(), s.merchantEndsAt(), s.remindAt())
                            .filter(Objects::nonNull)
                            .min(Comparator.naturalOrder())
                            .orElse(s.deadline());
            case Review.Requested s -> s.late() ? null : s.lookAt();
            case Review.Offered _,
                    Review.Rejected _,
                    Review.EvidenceMissed _,
                    Review.Approved _,
                    Review.Stopped _,
                    Review.Refused _ ->
                    shown(review);
        };
    }

    /// The open intervention, unless a side owes evidence to it.
    private @Nullable Running inAgentsHands() {
        return intervention instanceof Running open && !(review instanceof AwaitingEvidence)
                ? open
                : null;
    }

    private boolean isBeingPaid() {
        return Status.of(review, intervention, payout) == Status.PAYING;
    }
}
