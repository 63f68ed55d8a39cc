package cn.juhui.refund.domain.machine;

import static cn.juhui.refund.domain.state.Review.ClosingCause.APPEAL_WINDOW_OVER;
import static cn.juhui.refund.domain.state.Review.ClosingCause.EVIDENCE_NEVER_CAME;
import static cn.juhui.refund.domain.state.Review.RejectionCode.INSUFFICIENT_EVIDENCE;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Command.AcceptOffer;
import cn.juhui.refund.domain.Command.Appeal;
import cn.juhui.refund.domain.Command.Approve;
import cn.juhui.refund.domain.Command.DeclineOffer;
import cn.juhui.refund.domain.Command.Offer;
import cn.juhui.refund.domain.Command.PassDeadline;
import cn.juhui.refund.domain.Command.RecordHold;
import cn.juhui.refund.domain.Command.RecordHoldDeclined;
import cn.juhui.refund.domain.Command.Reject;
import cn.juhui.refund.domain.Command.RequestEvidence;
import cn.juhui.refund.domain.Command.RequestIntervention;
import cn.juhui.refund.domain.Command.Resubmit;
import cn.juhui.refund.domain.Command.Rule;
import cn.juhui.refund.domain.Command.SupplyEvidence;
import cn.juhui.refund.domain.Command.Take;
import cn.juhui.refund.domain.Command.Urge;
import cn.juhui.refund.domain.Command.Withdraw;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Intervention.Cause;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Review.Approved;
import cn.juhui.refund.domain.state.Review.AwaitingEvidence;
import cn.juhui.refund.domain.state.Review.EvidenceMissed;
import cn.juhui.refund.domain.state.Review.InMerchantsHands;
import cn.juhui.refund.domain.state.Review.MerchantReview;
import cn.juhui.refund.domain.state.Review.Offered;
import cn.juhui.refund.domain.state.Review.OverdueReview;
import cn.juhui.refund.domain.state.Review.Refused;
import cn.juhui.refund.domain.state.Review.Rejected;
import cn.juhui.refund.domain.state.Review.Requested;
import cn.juhui.refund.domain.state.Review.Stopped;
import java.time.Instant;

/// The case between customer and merchant: one row per state and command that belongs to it; whatever has no row of its
/// own is not allowed in that state. The rows are in [#decide()], what each of them does is in [ReviewSteps],
/// [EvidenceSteps] and [PlatformSteps].
public final class ReviewMachine {

    private record Row(Review state, Command command) {}

    private ReviewMachine() {}

    static Decision<Refund, RefundEvent, Refusal> decide(
            Refund refund, Command told, Actor actor, Instant now) {
        var then = new ReviewSteps(refund, actor, now);
        var evidence = new EvidenceSteps(refund, actor, now);
        var platform = new PlatformSteps(refund, actor, now);
        return switch (new Row(refund.review(), told)) {
            case Row(Requested _, RecordHold(var hold)) -> then.held(hold);
            case Row(Requested _, RecordHoldDeclined(var rules)) -> then.declined(rules);
            case Row(Requested _, Withdraw _) -> then.withdrawn();
            case Row(Requested s, PassDeadline _) -> then.late(s);
            case Row(Requested _, _) -> Refusal.notAllowed(refund);

            case Row(InMerchantsHands _, Approve(var amount)) -> then.approved(amount);
            case Row(InMerchantsHands _, Reject c) -> then.rejected(c);
            case Row(InMerchantsHands _, Offer c) -> then.offered(c);
            case Row(MerchantReview s, RequestEvidence c)
                    when c.from() == Role.CUSTOMER
                            && actor.role() == Role.MERCHANT
                            && now.isBefore(s.deadline()) ->
                    evidence.requested(c);
            case Row(InMerchantsHands _, SupplyEvidence c) -> evidence.added(c);
            case Row(InMerchantsHands _, Withdraw _) -> then.withdrawn();
            case Row(InMerchantsHands _, Take _) -> platform.takenOver();
            case Row(InMerchantsHands _, Rule c) -> platform.forced(c);
            case Row(MerchantReview s, PassDeadline _) -> then.due(s);
            case Row(MerchantReview s, Urge _) -> Refusal.tooEarly(refund, s.deadline());
            case Row(OverdueReview s, Urge _) -> then.urged(s);
            case Row(OverdueReview s, RequestIntervention c) when s.urges() > 0 ->
                    then.interventionRequested(c);
            case Row(OverdueReview _, PassDeadline _) -> then.silent();
            case Row(InMerchantsHands _, _) -> Refusal.notAllowed(refund);

            case Row(AwaitingEvidence s, SupplyEvidence c) -> evidence.supplied(s, c);
            case Row(AwaitingEvidence _, Approve(var amount)) -> then.approved(amount);
            case Row(AwaitingEvidence _, Withdraw _) -> then.withdrawn();
            case Row(AwaitingEvidence s, Take _) -> platform.takenOver(s);
            case Row(AwaitingEvidence s, Rule c) -> platform.forced(s, c);
            case Row(AwaitingEvidence s, Urge _) when s.before() instanceof OverdueReview late ->
                    then.urged(s, late);
            case Row(AwaitingEvidence s, Urge _) when s.merchantEndsAt() != null ->
                    Refusal.tooEarly(refund, s.merchantEndsAt());
            case Row(AwaitingEvidence s, RequestIntervention c)
                    when s.before() instanceof OverdueReview late && late.urges() > 0 ->
                    then.interventionRequested(late, c);
            case Row(AwaitingEvidence s, PassDeadline _) -> evidence.due(s);
            case Row(AwaitingEvidence _, _) -> Refusal.notAllowed(refund);

            case Row(Offered s, AcceptOffer _) -> then.offerAccepted(s);
            case Row(Offered s, DeclineOffer _) -> then.offerDeclined(s);
            case Row(Offered _, Withdraw _) -> then.withdrawn();
            case Row(Offered _, Take _) -> platform.takenOver();
            case Row(Offered _, Rule c) -> platform.forced(c);
            case Row(Offered _, PassDeadline _) -> platform.opened(Cause.OFFER_DECLINED);
            case Row(Offered _, _) -> Refusal.notAllowed(refund);

            case Row(Rejected _, Appeal c) when then.mayAppeal() -> then.appealed(c);
            case Row(Rejected s, Resubmit c) when s.code() == INSUFFICIENT_EVIDENCE ->
                    then.resubmitted(c);
            case Row(Rejected _, Withdraw _) -> then.withdrawn();
            case Row(Rejected _, Take _) -> platform.takenOver();
            case Row(Rejected _, Rule c) -> platform.forced(c);
            case Row(Rejected _, PassDeadline _) -> then.closed(APPEAL_WINDOW_OVER);
            case Row(Rejected _, _) -> Refusal.notAllowed(refund);

            case Row(EvidenceMissed _, Appeal c) -> then.appealed(c);
            case Row(EvidenceMissed _, Withdraw _) -> then.withdrawn();
            case Row(EvidenceMissed _, Take _) -> platform.takenOver();
            case Row(EvidenceMissed _, Rule c) -> platform.forced(c);
            case Row(EvidenceMissed _, PassDeadline _) -> then.closed(EVIDENCE_NEVER_CAME);
            case Row(EvidenceMissed _, _) -> Refusal.notAllowed(refund);

            case Row(Approved _, _), Row(Stopped _, _), Row(Refused _, _) ->
                    Refusal.notAllowed(refund);
        };
    }
}
