package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.money.Money;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Intervention.AccountNamed;
import cn.juhui.refund.domain.state.Intervention.AccountNeeded;
import cn.juhui.refund.domain.state.Intervention.Cause;
import cn.juhui.refund.domain.state.Intervention.Open;
import cn.juhui.refund.domain.state.Intervention.Proposed;
import cn.juhui.refund.domain.state.Intervention.Ruled;
import cn.juhui.refund.domain.state.Intervention.Running;
import cn.juhui.refund.domain.state.ReplacementAccount;
import cn.juhui.refund.domain.state.Review.Approved;
import cn.juhui.refund.domain.state.Review.AwaitingEvidence;
import cn.juhui.refund.domain.state.Review.Ground;
import cn.juhui.refund.domain.state.Review.Offered;
import cn.juhui.refund.domain.state.Review.Rejected;
import cn.juhui.refund.domain.state.Review.Withdrawn;
import cn.juhui.refund.domain.state.Ruling;
import org.jspecify.annotations.Nullable;

/// Whether a command that came too late only repeats what the same side did before: the second click of a double click,
/// a message that came twice. It is answered with the case as it is.
final class Repetition {

    private Repetition() {}

    static boolean isOne(Refund refund, Command command, Actor actor) {
        var review = refund.review();
        return switch (command) {
            case Command.Approve(var amount) ->
                    review instanceof Approved s
                            && s.ground() == Ground.MERCHANT
                            && isThat(amount, s.amount());
            case Command.Reject(var code, var text) ->
                    review instanceof Rejected s
                            && s.code() == code
                            && s.text().equals(text)
                            && refund.intervention() instanceof Intervention.None;
            case Command.Offer(var amount, var text) ->
                    review instanceof Offered s
                            && s.amount().equals(amount)
                            && s.text().equals(text)
                            && refund.intervention() instanceof Intervention.None;
            case Command.RequestEvidence(var from, var kinds, var text) ->
                    review instanceof AwaitingEvidence s
                            && s.askedBy() == actor.role()
                            && s.from() == from
                            && s.kinds().equals(kinds)
                            && s.text().equals(text);
            case Command.Withdraw _ -> review instanceof Withdrawn;
            case Command.AcceptOffer _ ->
                    review instanceof Approved s && s.ground() == Ground.OFFER;
            case Command.DeclineOffer _ -> isOpenFor(Cause.OFFER_DECLINED, refund);
            case Command.Appeal _ -> isOpenFor(Cause.APPEAL, refund);
            case Command.RequestIntervention _ -> isOpenFor(Cause.CUSTOMER_REQUEST, refund);
            case Command.Take _ ->
                    refund.intervention() instanceof Running s && actor.id().equals(s.agentId());
            case Command.Rule c ->
                    switch (refund.intervention()) {
                        case Ruled s -> isLike(s.ruling(), s.agentId(), c, actor);
                        case Proposed s -> isLike(s.ruling(), s.proposedBy(), c, actor);
                        case Intervention.None _, Open _, AccountNeeded _, AccountNamed _ -> false;
                    };
            case Command.ConfirmRuling(var accept, _) ->
                    accept
                            && refund.intervention() instanceof Ruled s
                            && actor.id().equals(s.confirmedBy());
            case Command.NameAccount c -> c.namedBy(actor.id()).isLike(underway(refund));
            case Command.VerifyAccount c -> isTheirWord(c.accept(), refund, actor.id());
            case Command.RecordHold _, Command.RecordHoldDeclined _ -> true;
            case Command.RecordStop _ -> refund.isStopped();
            case Command.SupplyEvidence _,
                    Command.Resubmit _,
                    Command.Urge _,
                    Command.RecordClaim _,
                    Command.RecordPayout _,
                    Command.RecordCompletion _,
                    Command.RecordPaidTwice _,
                    Command.RecordPaidTwiceUndone _,
                    Command.PassDeadline _ ->
                    false;
        };
    }

    private static boolean isLike(Ruling ruling, String by, Command.Rule c, Actor actor) {
        return by.equals(actor.id())
                && ruling.decision() == c.decision()
                && ruling.text().equals(c.text())
                && (c.amount() == null || c.amount().equals(ruling.amount()));
    }

    private static @Nullable ReplacementAccount underway(Refund refund) {
        return refund.intervention() instanceof AccountNamed s
                ? s.account()
                : refund.paidElsewhere() == null ? null : refund.paidElsewhere().account();
    }

    private static boolean isTheirWord(boolean accept, Refund refund, String agent) {
        return switch (refund.intervention()) {
            case AccountNamed s -> accept && s.acceptedBy().contains(agent);
            case AccountNeeded s ->
                    !accept && s.refused() != null && s.refused().agentId().equals(agent);
            case Intervention.None _, Open _, Proposed _, Ruled _ ->
                    accept
                            && refund.paidElsewhere() != null
                            && refund.paidElsewhere().acceptedBy().contains(agent);
        };
    }

    private static boolean isThat(@Nullable Money amount, Money approved) {
        return amount == null || amount.equals(approved);
    }

    private static boolean isOpenFor(Cause cause, Refund refund) {
        return refund.intervention() instanceof Open s && s.cause() == cause;
    }
}
