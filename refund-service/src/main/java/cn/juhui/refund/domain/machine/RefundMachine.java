package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.RefundEvents;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.RefundApplication;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.UseClaim;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// The life of a case, and the one door to it.
///
/// Somebody applies; the order holds amount and cards, or declines. An express case is approved at once;
/// any other waits for the merchant, on a clock. They approve, reject, offer another amount or ask for evidence; when they
/// stay silent, the policy decides, and when the customer contests, an agent of the platform rules. Once approved, the
/// money is sent, and the case completes when it has arrived. A case is never stuck: wherever a person is waited for, a
/// deadline is set, and when it passes the clock acts.
///
/// What happens in each part of it is told in [ReviewMachine], [InterventionMachine], [ProposalMachine], [PayoutMachine] and [AccountMachine].
public final class RefundMachine {

    private RefundMachine() {}

    /// A new case. Whether it may be made is the [cn.juhui.refund.domain.Quote]'s word.
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
    public static Decision<Refund, RefundEvent, Refusal> decide(
            Refund refund, Command command, Actor actor, Instant now) {
        var ownCase =
                actor.role() == Role.AGENT && actor.id().equals(refund.application().customerId());
        if (ownCase || !command.by().contains(actor.role())) {
            return Decision.refused(new Refusal.NotForThisRole());
        }
        if (command instanceof Command.PassDeadline && !isDue(refund, now)) {
            return Decision.alreadyDone();
        }
        if (command instanceof Command.RecordClaim(var claim)) {
            return claimed(refund, claim);
        }
        var decision =
                switch (refund.review()) {
                    case Review.Approved approved ->
                            PayoutMachine.decide(refund, approved, command, actor, now);
                    case Review.Refused _ -> Refusal.notAllowed(refund);
                    case Review.Requested _,
                            Review.InMerchantsHands _,
                            Review.AwaitingEvidence _,
                            Review.Offered _,
                            Review.Rejected _,
                            Review.EvidenceMissed _,
                            Review.Stopped _ ->
                            switch (refund.intervention()) {
                                case Intervention.Open open ->
                                        InterventionMachine.decide(
                                                refund, open, command, actor, now);
                                case Intervention.Proposed s ->
                                        ProposalMachine.decide(refund, s, command, actor, now);
                                case Intervention.None _,
                                        Intervention.Ruled _,
                                        Intervention.ForAccount _ ->
                                        ReviewMachine.decide(refund, command, actor, now);
                            };
                };
        var notNow =
                decision instanceof Decision.Refused(var why)
                        && why instanceof Refusal.NotAllowedNow;
        if (notNow
                && command instanceof Command.SupplyEvidence answer
                && mayAnswerClaim(refund, actor)) {
            return new EvidenceSteps(refund, actor, now).added(answer);
        }
        return notNow && Repetition.isOne(refund, command, actor)
                ? Decision.alreadyDone()
                : decision;
    }

    /// What this person can do with the case now.
    public static List<Action> allowed(Refund refund, Actor actor, Instant now) {
        return Arrays.stream(Action.values())
                .filter(action ->
                        action.examples(refund)
                                .anyMatch(command ->
                                        decide(refund, command, actor, now)
                                                instanceof Decision.Accepted))
                .toList();
    }

    private static boolean isDue(Refund refund, Instant now) {
        var dueAt = refund.dueAt();
        return dueAt != null && !now.isBefore(dueAt);
    }

    /// Noted wherever the case stands, and nothing changes by it: the word of a party decides nothing.
    private static Decision<Refund, RefundEvent, Refusal> claimed(Refund refund, UseClaim claim) {
        var hold = refund.hold();
        if (hold == null
                || hold.claimed().contains(claim)
                || hold.claimed().size() >= Hold.MAX_CLAIMS) {
            return Decision.alreadyDone();
        }
        return Decision.accepted(
                refund.with(hold.claiming(claim)), new RefundEvents(refund).useClaimed(claim));
    }

    /// While a claim stands against them, the customer can always answer it with evidence.
    private static boolean mayAnswerClaim(Refund refund, Actor actor) {
        var hold = refund.hold();
        return actor.role() == Role.CUSTOMER
                && hold != null
                && !hold.claimed().isEmpty()
                && !refund.status().ends();
    }
}
