package cn.juhui.refund.domain;

import cn.juhui.contracts.money.Money;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.refund.domain.state.Deadlines;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.PaidElsewhere;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.RefundApplication;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Rounds;
import cn.juhui.refund.domain.state.Status;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One refund case: one order, one or more of its cards, one amount. It is the state of the case and decides nothing: what it is told goes through
/// the one door, [cn.juhui.refund.domain.machine.RefundMachine].
///
/// Three machines side by side: [Review], [Intervention], [Payout].
///
/// @param hold what the order reserved; null until it answered, and when it declined
/// @param appeals how often the customer appealed
/// @param paidElsewhere the account that was verified, when the money doesn't go to the one that paid
/// @param evidenceRequests how often each side was asked for evidence; null while nobody was, and on cases from before that was counted
/// @param accountProofs which of the evidence is an [EvidenceUse#ACCOUNT_PROOF]; null on cases from before that was kept: then the
///     history says which pieces an account was named with
/// @param rounds how often it went round; null while it never did, and on cases from before that was counted
public record Refund(
        String id,
        RefundApplication application,
        List<String> evidenceIds,
        @Nullable Hold hold,
        int appeals,
        Review review,
        Intervention intervention,
        Payout payout,
        @Nullable PaidElsewhere paidElsewhere,
        @Nullable EvidenceRequests evidenceRequests,
        @Nullable List<String> accountProofs,
        @Nullable Rounds rounds) {

    public Refund {
        evidenceIds = List.copyOf(evidenceIds);
        accountProofs = accountProofs == null ? null : List.copyOf(accountProofs);
    }

    /// Whether it was approved, and the payout did not start after all.
    public boolean isStopped() {
        return review instanceof Review.Stopped
                || (review instanceof Review.AwaitingEvidence s
                        && s.before() instanceof Review.Stopped);
    }

    /// What people see, from the three machines.
    public Status status() {
        return Status.of(review, intervention, payout);
    }

    /// Gone in a moment without anybody's doing: worth waiting for (`Prefer: wait`). A payout that the channel refused is not:
    /// it is tried again after a pause.
    public boolean passes() {
        return awaitsNews() && !(payout instanceof Payout.Failed);
    }

    /// Whether another service should tell what comes next.
    public boolean awaitsNews() {
        return status().awaitsNews();
    }

    private Deadlines deadlines() {
        return new Deadlines(review, intervention, payout);
    }

    /// When the clock acts next; null while nobody is waited for, or only for another service's event.
    public @Nullable Instant dueAt() {
        return deadlines().dueAt();
    }

    /// The deadline that whoever decides now has; null where nobody has one.
    public @Nullable Instant shownDeadline() {
        return deadlines().shown();
    }

    /// When the clock decides, if nobody does: a reminder decides nothing.
    public @Nullable Instant decidesAt() {
        return deadlines().decidesAt();
    }

    /// Whether somebody let a deadline pass, and what they owe is still missing.
    public boolean overdue() {
        return deadlines().overdue();
    }

    /// When the money should have arrived; null while nothing is approved.
    public @Nullable Instant payBy() {
        return deadlines().payBy();
    }

    /// Whether the platform refused this case for good, and the application says nothing new.
    public boolean wasRefusedAs(RefundApplication again) {
        return review instanceof Review.Closed(var cause)
                && cause == Review.ClosingCause.PLATFORM_REFUSED
                && again.repeats(application);
    }

    /// What the customer asks for: their amount, or all that the rules allow.
    public Money requested() {
        if (application.askedFor() != null) {
            return application.askedFor();
        }
        return hold == null ? application.highest() : hold.amount();
    }

    /// What was approved; null while nothing is.
    public @Nullable Money approved() {
        return review instanceof Review.Approved approved ? approved.amount() : null;
    }

    /// What must be paid.
    public Money owed() {
        return Objects.requireNonNull(approved());
    }

    /// What the customer was paid once too often; null when nothing was.
    public @Nullable Money loss() {
        var times = payout instanceof Payout.Succeeded s ? s.tooOften().size() : 0;
        return times == 0 ? null : new Money(owed().value() * times, owed().currency());
    }

    /// The payout of this case has the same digits.
    public String payoutId() {
        return Ids.sibling("pay", id);
    }

    public Hold held() {
        if (hold == null) {
            throw new IllegalStateException(id + " is past its application without a hold");
        }
        return hold;
    }

    public EvidenceRequests asked() {
        return Objects.requireNonNullElse(evidenceRequests, EvidenceRequests.NONE);
    }

    public Rounds gone() {
        return Objects.requireNonNullElse(rounds, Rounds.NONE);
    }

    public Refund with(Hold newHold) {
        return with(newHold, review, intervention, payout, paidElsewhere);
    }

    public Refund with(Review newReview) {
        return with(hold, newReview, intervention, payout, paidElsewhere);
    }

    public Refund with(Intervention newIntervention) {
        return with(hold, review, newIntervention, payout, paidElsewhere);
    }

    public Refund with(Payout newPayout) {
        return with(hold, review, intervention, newPayout, paidElsewhere);
    }

    public Refund sentTo(PaidElsewhere account) {
        return with(hold, review, intervention, payout, account);
    }

    private Refund with(
            @Nullable Hold newHold,
            Review newReview,
            Intervention newIntervention,
            Payout newPayout,
            @Nullable PaidElsewhere newAccount) {
        return new Refund(
                id,
                application,
                evidenceIds,
                newHold,
                appeals,
                newReview,
                newIntervention,
                newPayout,
                newAccount,
                evidenceRequests,
                accountProofs,
                rounds);
    }

    public Refund withEvidence(List<String> more) {
        var all = Stream.concat(evidenceIds.stream(), more.stream()).distinct().toList();
        return with(all, appeals, evidenceRequests, accountProofs, rounds);
    }

    /// The same, with those of these pieces that are part of the case known as account proofs. A case from before that was kept stays
    /// as it is: its history tells all of them.
    public Refund withAccountProofs(List<String> proofs) {
        if (accountProofs == null || accountProofs.containsAll(proofs)) {
            return this;
        }
        var all =
                Stream.concat(accountProofs.stream(), proofs.stream().filter(evidenceIds::contains))
                        .distinct()
                        .toList();
        return with(evidenceIds, appeals, evidenceRequests, all, rounds);
    }

    public Refund appealed() {
        return with(evidenceIds, appeals + 1, evidenceRequests, accountProofs, rounds);
    }

    public Refund with(EvidenceRequests newRequests) {
        return with(evidenceIds, appeals, newRequests, accountProofs, rounds);
    }

    public Refund with(Rounds newRounds) {
        return with(evidenceIds, appeals, evidenceRequests, accountProofs, newRounds);
    }

    private Refund with(
            List<String> newEvidence,
            int newAppeals,
            @Nullable EvidenceRequests newRequests,
            @Nullable List<String> newProofs,
            @Nullable Rounds newRounds) {
        return new Refund(
                id,
                application,
                newEvidence,
                hold,
                newAppeals,
                review,
                intervention,
                payout,
                paidElsewhere,
                newRequests,
                newProofs,
                newRounds);
    }
}
