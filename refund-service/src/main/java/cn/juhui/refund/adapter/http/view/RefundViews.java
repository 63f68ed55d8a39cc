package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.http.problem.Problems;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.view.RefundView.Deadline;
import cn.juhui.refund.adapter.http.view.RefundView.EvidenceRequestView;
import cn.juhui.refund.adapter.http.view.RefundView.EvidenceView;
import cn.juhui.refund.adapter.http.view.RefundView.InterventionView;
import cn.juhui.refund.adapter.http.view.RefundView.OfferView;
import cn.juhui.refund.adapter.http.view.RefundView.PayoutView;
import cn.juhui.refund.adapter.http.view.RefundView.ProposalView;
import cn.juhui.refund.adapter.http.view.RefundView.RejectionView;
import cn.juhui.refund.adapter.http.view.RefundView.ReviewView;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.state.Deadlines;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Review;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Shows a case to a caller, in their language.
@Component
public final class RefundViews {

    private final Journal<Refund, RefundEvent> refunds;
    private final Texts texts;
    private final PayoutViews payouts;
    private final Clock clock;

    public RefundViews(Journal<Refund, RefundEvent> refunds, Texts texts, Clock clock) {
        this.refunds = refunds;
        this.texts = texts;
        this.payouts = new PayoutViews(texts);
        this.clock = clock;
    }

    public RefundView of(Stored<Refund> stored, Caller caller) {
        var now = clock.instant();
        var refund = stored.aggregate();
        var a = refund.application();
        var hold = refund.hold();
        var reader = Sides.reader(caller, refund);
        return new RefundView(
                refund.id(),
                a.orderId(),
                a.orderNo(),
                a.merchantId(),
                a.customerId(),
                a.productName(),
                a.cardIds(),
                a.claim(),
                a.reason(),
                a.description(),
                a.by().role(),
                refund.requested(),
                refund.approved(),
                hold == null ? List.of() : hold.arithmetic(),
                hold == null
                        ? List.of()
                        : hold.known().stream().map(known -> known.towards(reader)).toList(),
                hold == null || hold.payment() == null ? null : hold.payment().towards(reader),
                hold == null
                        ? List.of()
                        : hold.claimed().stream().map(claim -> claim.towards(reader)).toList(),
                hold != null && hold.route() == RefundRoute.EXPRESS,
                refund.status(),
                StatusTexts.of(refund, texts),
                refund.status().ends(),
                review(refund, now),
                intervention(refund, caller, now),
                payout(refund, now),
                offer(refund.review(), now),
                AccountViews.of(refund, caller),
                Sides.isOne(caller, refund) ? null : refund.loss(),
                EvidenceSight.of(caller, refund, () -> refunds.history(refund.id()))
                        .shown(refund.evidenceIds())
                        .stream()
                        .map(EvidenceView::new)
                        .toList(),
                rules(refund.review()),
                allowedActions(refund, caller, now),
                stored.version(),
                stored.createdAt(),
                stored.updatedAt());
    }

    private static List<Action> allowedActions(Refund refund, Caller caller, Instant now) {
        return Sides.of(caller, refund).stream()
                .map(caller::as)
                .flatMap((Actor actor) -> RefundMachine.allowed(refund, actor, now).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// The case between its sides, as everybody sees it. What the platform has in hand has no deadline for the sides any more, unless one of
    /// them owes evidence.
    public static ReviewView review(Refund refund, Instant now) {
        var review = refund.review();
        var sidesTurn =
                !(refund.intervention() instanceof Intervention.Open
                                || refund.intervention() instanceof Intervention.Proposed)
                        || review instanceof Review.AwaitingEvidence;
        return new ReviewView(
                review.publicName(),
                sidesTurn ? Deadline.orNone(Deadlines.shown(review), now) : null,
                urges(review),
                review instanceof Review.Rejected s ? new RejectionView(s.code(), s.text()) : null,
                evidenceRequest(review, now),
                review instanceof Review.Closed s ? s.cause() : null);
    }

    private static int urges(Review review) {
        return switch (review) {
            case Review.OverdueReview s -> s.urges();
            case Review.AwaitingEvidence s -> urges(s.before());
            case Review.Requested _,
                    Review.MerchantReview _,
                    Review.Offered _,
                    Review.Rejected _,
                    Review.EvidenceMissed _,
                    Review.Approved _,
                    Review.Stopped _,
                    Review.Refused _ ->
                    0;
        };
    }

    /// What is asked for, or was and didn't come.
    private static @Nullable EvidenceRequestView evidenceRequest(Review review, Instant now) {
        return switch (review) {
            case Review.AwaitingEvidence s ->
                    new EvidenceRequestView(
                            s.from(),
                            s.kinds(),
                            s.text(),
                            s.before() instanceof Review.OverdueReview late
                                    ? Deadline.of(late.deadline(), now)
                                    : Deadline.orNone(s.merchantEndsAt(), now));
            case Review.EvidenceMissed s ->
                    new EvidenceRequestView(Role.CUSTOMER, s.kinds(), s.text(), null);
            case Review.Requested _,
                    Review.InMerchantsHands _,
                    Review.Offered _,
                    Review.Rejected _,
                    Review.Approved _,
                    Review.Stopped _,
                    Review.Refused _ ->
                    null;
        };
    }

    /// The case in the platform's hands, as this caller sees it. While a side owes evidence, the platform's clock stands still.
    public static InterventionView intervention(Refund refund, Caller caller, Instant now) {
        var intervention = refund.intervention();
        var waits = refund.review() instanceof Review.AwaitingEvidence;
        var state = intervention.publicName();
        var reader = Sides.reader(caller, refund);
        return switch (intervention) {
            case Intervention.None _ ->
                    new InterventionView(state, null, null, null, null, null, null);
            case Intervention.Running s ->
                    new InterventionView(
                            state,
                            s.cause(),
                            agent(s.agentId(), reader),
                            waits ? null : Deadline.of(s.deadline(), s.late(), now),
                            s instanceof Intervention.ForAccount f && f.before() != null
                                    ? f.before().ruling()
                                    : null,
                            null,
                            s instanceof Intervention.Proposed p && !Sides.isOne(caller, refund)
                                    ? new ProposalView(p.ruling(), p.proposedBy(), p.why())
                                    : null);
            case Intervention.Ruled s ->
                    new InterventionView(
                            state,
                            s.cause(),
                            agent(s.agentId(), reader),
                            null,
                            s.ruling(),
                            agent(s.confirmedBy(), reader),
                            null);
        };
    }

    /// How far its money has come, as everybody sees it.
    public PayoutView payout(Refund refund, Instant now) {
        return payouts.of(refund, now);
    }

    /// Which agent it is, towards others than the platform's people only that there is one.
    private static @Nullable String agent(@Nullable String id, Role reader) {
        return id == null ? null : new Actor(Role.AGENT, id).towards(reader).id();
    }

    private static @Nullable OfferView offer(Review review, Instant now) {
        return review instanceof Review.Offered s
                ? new OfferView(s.amount(), s.text(), Deadline.of(s.deadline(), now))
                : null;
    }

    private @Nullable List<Map<String, Object>> rules(Review review) {
        return review instanceof Review.Declined s
                ? s.rules().stream()
                        .map(r -> Problems.ruleView(texts, r, LocaleContextHolder.getLocale()))
                        .toList()
                : null;
    }
}
