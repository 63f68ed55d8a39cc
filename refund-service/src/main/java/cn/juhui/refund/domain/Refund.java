package cn.juhui.refund.domain;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Book;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Intervention.Running;
import cn.juhui.refund.domain.state.PaidElsewhere;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.RefundApplication;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Review.AwaitingEvidence;
import cn.juhui.refund.domain.state.Rounds;
import cn.juhui.refund.domain.state.Status;
import cn.juhui.refund.domain.state.UseClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One refund case: one order, one or more of its cards, one amount.
///
/// Its life: somebody applies; the order holds amount and cards, or declines. An express case is approved at once;
/// any other waits for the merchant, on a clock. They approve, reject, offer another amount or ask for evidence; when they
/// stay silent, the policy decides, and when the customer contests, an agent of the platform rules. Once approved, the
/// money is sent, and the case completes when it has arrived. A case is never stuck: wherever a person is waited for, a
/// deadline is set, and when it passes the clock acts.
///
/// Three machines side by side: [Review], [Intervention], [Payout]; what happens in each is told in [ReviewMachine],
/// [InterventionMachine] and [PayoutMachine].
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

    /// A new case. Whether it may be made is the [Quote]'s word.
    public static Decision.Accepted<Refund, RefundEvent, Refusal> apply(
            String id, RefundApplication application, List<String> evidenceIds, Instant now) {
        var refund =
                new Refund(
                        id,
                        application,
                        evidenceIds,
                        null,
                        0,
                        Review.Requested.at(now),
                        new Intervention.None(),
                        new Payout.None(),
                        null,
                        null,
                        List.of(),
                        null);
        return new Decision.Accepted<>(refund, List.of(new RefundEvents(refund).requested()));
    }

    /// The only way a case changes. Asks the machine that has the case in hand. Nobody decides their own case as an agent.
    public Decision<Refund, RefundEvent, Refusal> decide(
            Command command, Actor actor, Instant now) {
        var ownCase = actor.role() == Role.AGENT && actor.id().equals(application.customerId());
        if (ownCase || !command.by().contains(actor.role())) {
            return Decision.refused(new Refusal.NotForThisRole());
        }
        if (command instanceof Command.PassDeadline && !dueBy(now)) {
            return Decision.alreadyDone();
        }
        if (command instanceof Command.RecordClaim(var claim)) {
            return claimed(claim);
        }
        var decision =
                switch (review) {
                    case Review.Approved approved ->
                            PayoutMachine.decide(this, approved, command, actor, now);
                    case Review.Refused _ -> notAllowed();
                    case Review.Requested _,
                            Review.InMerchantsHands _,
                            AwaitingEvidence _,
                            Review.Offered _,
                            Review.Rejected _,
                            Review.EvidenceMissed _,
                            Review.Stopped _ ->
                            switch (intervention) {
                                case Intervention.Open open ->
                                        InterventionMachine.decide(this, open, command, actor, now);
                                case Intervention.Proposed s ->
                                        ProposalMachine.decide(this, s, command, actor, now);
                                case Intervention.None _,
                                        Intervention.Ruled _,
                                        Intervention.ForAccount _ ->
                                        ReviewMachine.decide(this, command, actor, now);
                            };
                };
        var notNow =
                decision instanceof Decision.Refused(var why)
                        && why instanceof Refusal.NotAllowedNow;
        if (notNow && answersClaim(command, actor)) {
            return new ReviewSteps(this, actor, now)
                    .evidenceAdded((Command.SupplyEvidence) command);
        }
        return notNow && Repetition.isOne(this, command, actor) ? Decision.alreadyDone() : decision;
    }

    /// Noted wherever the case stands, and nothing changes by it: the word of a party decides nothing.
    private Decision<Refund, RefundEvent, Refusal> claimed(UseClaim claim) {
        if (hold == null
                || hold.claimed().contains(claim)
                || hold.claimed().size() >= Hold.MAX_CLAIMS) {
            return Decision.alreadyDone();
        }
        return Decision.accepted(
                with(hold.claiming(claim)), new RefundEvents(this).useClaimed(claim));
    }

    /// While a claim stands against them, the customer can always answer it with evidence.
    private boolean answersClaim(Command command, Actor actor) {
        return command instanceof Command.SupplyEvidence
                && actor.role() == Role.CUSTOMER
                && hold != null
                && !hold.claimed().isEmpty()
                && !status().ends();
    }

    /// Whether it was approved, and the payout did not start after all.
    boolean isStopped() {
        return review instanceof Review.Stopped
                || (review instanceof AwaitingEvidence s && s.before() instanceof Review.Stopped);
    }

    /// What people see, from the three machines.
    public Status status() {
        return switch (payout) {
            case Payout.Succeeded _ -> Status.COMPLETED;
            case Payout.Abnormal _, Payout.Reversed _ -> Status.PAYOUT_ABNORMAL;
            case Payout.Initiated _, Payout.Pending _, Payout.Unknown _, Payout.Failed _ ->
                    Status.PAYING;
            case Payout.None _ ->
                    switch (review) {
                        case Review.Requested _ -> Status.REQUESTED;
                        case Review.Approved _ -> Status.PAYING;
                        case Review.Declined _ -> Status.DECLINED;
                        case Review.Withdrawn _ -> Status.WITHDRAWN;
                        case Review.Closed _ -> Status.CLOSED;
                        case AwaitingEvidence _ -> Status.AWAITING_EVIDENCE;
                        case Review.InMerchantsHands _ -> orPlatform(Status.MERCHANT_REVIEW);
                        case Review.Offered _ -> orPlatform(Status.OFFERED);
                        case Review.Rejected _, Review.EvidenceMissed _ ->
                                orPlatform(Status.REJECTED);
                        case Review.Stopped _ -> Status.PLATFORM_REVIEW;
                    };
        };
    }

    /// Gone in a moment without anybody's doing: worth waiting for (`Prefer: wait`). A payout that the channel refused is not:
    /// it is tried again after a pause.
    public boolean passes() {
        return switch (status()) {
            case REQUESTED -> true;
            case PAYING -> !(payout instanceof Payout.Failed);
            default -> false;
        };
    }

    /// Whether another service should tell what comes next.
    public boolean awaitsNews() {
        return switch (status()) {
            case REQUESTED, PAYING -> true;
            case MERCHANT_REVIEW,
                    AWAITING_EVIDENCE,
                    OFFERED,
                    REJECTED,
                    PLATFORM_REVIEW,
                    PAYOUT_ABNORMAL,
                    COMPLETED,
                    DECLINED,
                    WITHDRAWN,
                    CLOSED ->
                    false;
        };
    }

    /// Whether the service whose turn it is has not said a word yet.
    public boolean isUnanswered() {
        return status() == Status.REQUESTED
                || (status() == Status.PAYING && payout instanceof Payout.Initiated);
    }

    private Status orPlatform(Status otherwise) {
        return intervention instanceof Running ? Status.PLATFORM_REVIEW : otherwise;
    }

    /// When the clock acts next; null while nobody is waited for, or only for another service's event.
    public @Nullable Instant dueAt() {
        return inAgentsHands() instanceof Running open
                ? open.deadline()
                : isBeingPaid() ? payBy() : review.dueAt();
    }

    private boolean dueBy(Instant now) {
        var dueAt = dueAt();
        return dueAt != null && !now.isBefore(dueAt);
    }

    /// The deadline that whoever decides now has; null where nobody has one.
    public @Nullable Instant shownDeadline() {
        return inAgentsHands() instanceof Running open
                ? open.deadline()
                : isBeingPaid() ? payBy() : review.shownDeadline();
    }

    /// When the clock decides, if nobody does: a reminder decides nothing.
    @Nullable Instant decidesAt() {
        var due = dueAt();
        var shown = shownDeadline();
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

    /// The open intervention, unless a side owes evidence to it.
    private @Nullable Running inAgentsHands() {
        return intervention instanceof Running open && !(review instanceof AwaitingEvidence)
                ? open
                : null;
    }

    private boolean isBeingPaid() {
        return status() == Status.PAYING;
    }

    /// When the money should have arrived; null while nothing is approved.
    public @Nullable Instant payBy() {
        return review instanceof Review.Approved s ? s.payBy() : null;
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
    Money owed() {
        return Objects.requireNonNull(approved());
    }

    /// What who pays or voids cards is told when they ask whether it was really decided.
    public RefundStanding standing() {
        var approved = approved();
        return new RefundStanding(
                true,
                status().ends(),
                approved == null || hold == null
                        ? null
                        : new RefundStanding.Approval(
                                new RefundId(id),
                                new OrderId(application.orderId()),
                                new CustomerId(application.customerId()),
                                new MerchantId(application.merchantId()),
                                hold.cardIds().stream().map(CardId::new).toList(),
                                approved,
                                paidElsewhere == null ? null : paidElsewhere.account().ref()));
    }

    /// What its books say about its money.
    public Book book() {
        var owed = approved();
        return new Book(
                payout.publicName(), owed, payout instanceof Payout.Succeeded ? owed : null, true);
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

    Decision<Refund, RefundEvent, Refusal> notAllowed() {
        return Decision.refused(new Refusal.NotAllowedNow(status()));
    }

    Decision<Refund, RefundEvent, Refusal> tooEarly(Instant from) {
        return Decision.refused(new Refusal.TooEarly(status(), from));
    }

    Refund with(Hold newHold) {
        return new Refund(
                id,
                application,
                evidenceIds,
                newHold,
                appeals,
                review,
                intervention,
                payout,
                paidElsewhere,
                evidenceRequests,
                accountProofs,
                rounds);
    }

    Refund with(Review newReview) {
        return new Refund(
                id,
                application,
                evidenceIds,
                hold,
                appeals,
                newReview,
                intervention,
                payout,
                paidElsewhere,
                evidenceRequests,
                accountProofs,
                rounds);
    }

    Refund with(Intervention newIntervention) {
        return new Refund(
                id,
                application,
                evidenceIds,
                hold,
                appeals,
                review,
                newIntervention,
                payout,
                paidElsewhere,
                evidenceRequests,
                accountProofs,
                rounds);
    }

    Refund with(Payout newPayout) {
        return new Refund(
                id,
                application,
                evidenceIds,
                hold,
                appeals,
                review,
                intervention,
                newPayout,
                paidElsewhere,
                evidenceRequests,
                accountProofs,
                rounds);
    }

    Refund withEvidence(List<String> more) {
        var all = Stream.concat(evidenceIds.stream(), more.stream()).distinct().toList();
        return new Refund(
                id,
                application,
                all,
                hold,
                appeals,
                review,
                intervention,
                payout,
                paidElsewhere,
                evidenceRequests,
                accountProofs,
                rounds);
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
        return new Refund(
                id,
                application,
                evidenceIds,
                hold,
                appeals,
                review,
                intervention,
                payout,
                paidElsewhere,
                evidenceRequests,
                all,
                rounds);
    }

    Refund appealed() {
        return new Refund(
                id,
                application,
                evidenceIds,
                hold,
                appeals + 1,
                review,
                intervention,
                payout,
                paidElsewhere,
                evidenceRequests,
                accountProofs,
                rounds);
    }

    Refund sentTo(PaidElsewhere account) {
        return new Refund(
                id,
                application,
                evidenceIds,
                hold,
                appeals,
                review,
                intervention,
                payout,
                account,
                evidenceRequests,
                accountProofs,
                rounds);
    }

    /// The same with another day when the money should have arrived.
    Refund payBy(Instant at) {
        return payBy(at, false);
    }

    /// @param late whether an earlier day has passed
    Refund payBy(Instant at, boolean late) {
        return review instanceof Review.Approved s
                ? with(new Review.Approved(s.amount(), s.ground(), at, late))
                : this;
    }

    EvidenceRequests asked() {
        return Objects.requireNonNullElse(evidenceRequests, EvidenceRequests.NONE);
    }

    Refund with(EvidenceRequests newRequests) {
        return new Refund(
                id,
                application,
                evidenceIds,
                hold,
                appeals,
                review,
                intervention,
                payout,
                paidElsewhere,
                newRequests,
                accountProofs,
                rounds);
    }

    Rounds gone() {
        return Objects.requireNonNullElse(rounds, Rounds.NONE);
    }

    Refund with(Rounds newRounds) {
        return new Refund(
                id,
                application,
                evidenceIds,
                hold,
                appeals,
                review,
                intervention,
                payout,
                paidElsewhere,
                evidenceRequests,
                accountProofs,
                newRounds);
    }

    /// Whether this agent may decide what the platform has in hand: nobody else took it, or it has changed hands so often that it is everybody's.
    boolean canBeDecidedBy(Actor agent, Running open) {
        return open.canBeRuledBy(agent.id()) || gone().takenEnough();
    }

    /// An agent takes what the platform has in hand.
    Decision<Refund, RefundEvent, Refusal> taken(Running open, Actor agent) {
        return gone().takenEnough()
                ? Decision.refused(new Refusal.TakenEnough(Rounds.MOST_TAKES))
                : Decision.accepted(
                        with(open.takenBy(agent.id())).with(gone().taken()),
                        new RefundEvents(this).interventionTaken(agent.id()));
    }

    /// Nobody did in time what the platform has in hand. The case stays open, and everybody sees in its history that it is late.
    ///
    /// @param usual for how long the deadline is set anew, while that has not happened often
    Decision<Refund, RefundEvent, Refusal> missed(
            Running open, DeadlineKind what, Duration usual, Instant now) {
        var next = now.plus(gone().next(usual));
        return Decision.accepted(
                with(open.lateUntil(next)).with(gone().deadlineMissed()),
                new RefundEvents(this).deadlineMissed(what, open.deadline(), next));
    }
}
