package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.NameCheck;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.Role;
import cn.juhui.platform.http.Problems;
import cn.juhui.platform.http.Texts;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.RefundView.AccountView;
import cn.juhui.refund.adapter.http.RefundView.Deadline;
import cn.juhui.refund.adapter.http.RefundView.EvidenceRequestView;
import cn.juhui.refund.adapter.http.RefundView.EvidenceView;
import cn.juhui.refund.adapter.http.RefundView.InterventionView;
import cn.juhui.refund.adapter.http.RefundView.OfferView;
import cn.juhui.refund.adapter.http.RefundView.PayoutView;
import cn.juhui.refund.adapter.http.RefundView.ProposalView;
import cn.juhui.refund.adapter.http.RefundView.RejectionView;
import cn.juhui.refund.adapter.http.RefundView.ReviewView;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.Intervention;
import cn.juhui.refund.domain.Payout;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.ReplacementAccount;
import cn.juhui.refund.domain.Review;
import cn.juhui.refund.domain.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Shows a case to a caller, in their language.
@Component
final class Views {

    private final Texts texts;
    private final Clock clock;

    Views(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    RefundView of(Stored<Refund> stored, Caller caller) {
        var now = clock.instant();
        var refund = stored.aggregate();
        var a = refund.application();
        var hold = refund.hold();
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
                refund.requested(),
                refund.approved(),
                hold == null ? List.of() : hold.arithmetic(),
                hold == null ? List.of() : hold.known(),
                hold == null ? List.of() : hold.claimed(),
                hold != null && hold.route() == RefundRoute.EXPRESS,
                refund.status(),
                StatusTexts.of(refund, texts),
                refund.status().ends(),
                review(refund, now),
                intervention(refund, caller, now),
                payout(refund.payout(), deadline(refund, now)),
                offer(refund.review(), now),
                replacementAccount(refund, caller),
                refund.evidenceIds().stream().map(EvidenceView::new).toList(),
                rules(refund.review()),
                allowedActions(refund, caller, now),
                stored.version(),
                stored.createdAt(),
                stored.updatedAt());
    }

    private static List<Action> allowedActions(Refund refund, Caller caller, Instant now) {
        return Sides.of(caller, refund).stream()
                .map(caller::as)
                .flatMap((Actor actor) -> Action.allowed(refund, actor, now).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static @Nullable Deadline deadline(@Nullable Instant at, Instant now) {
        return at == null ? null : inTime(at, now);
    }

    private static Deadline inTime(Instant at, Instant now) {
        return inTime(at, false, now);
    }

    /// @param late whether an earlier deadline for the same has passed
    private static Deadline inTime(Instant at, boolean late, Instant now) {
        var left = Duration.between(now, at);
        return new Deadline(at, Math.max(0, left.toSeconds()), late || !left.isPositive());
    }

    /// What the platform has in hand has no deadline for the sides any more, unless one of them owes evidence.
    private static ReviewView review(Refund refund, Instant now) {
        var review = refund.review();
        var sidesTurn =
                !(refund.intervention() instanceof Intervention.Open
                                || refund.intervention() instanceof Intervention.Proposed)
                        || review instanceof Review.AwaitingEvidence;
        return new ReviewView(
                review.publicName(),
                sidesTurn ? deadline(review.shownDeadline(), now) : null,
                review instanceof Review.OverdueReview s ? s.urges() : 0,
                review instanceof Review.Rejected s ? new RejectionView(s.code(), s.text()) : null,
                review instanceof Review.AwaitingEvidence s
                        ? new EvidenceRequestView(s.from(), s.kinds(), s.text())
                        : null,
                review instanceof Review.Closed s ? s.cause() : null);
    }

    /// While a side owes evidence, the platform's clock stands still.
    private static InterventionView intervention(Refund refund, Caller caller, Instant now) {
        var intervention = refund.intervention();
        var waits = refund.review() instanceof Review.AwaitingEvidence;
        var state = intervention.publicName();
        return switch (intervention) {
            case Intervention.None _ ->
                    new InterventionView(state, null, null, null, null, null, null);
            case Intervention.Running s ->
                    new InterventionView(
                            state,
                            s.cause(),
                            s.agentId(),
                            waits ? null : inTime(s.deadline(), s.late(), now),
                            s instanceof Intervention.ForAccount f && f.before() != null
                                    ? f.before().ruling()
                                    : null,
                            null,
                            s instanceof Intervention.Proposed p && !Sides.isOne(caller, refund)
                                    ? new ProposalView(p.ruling(), p.proposedBy(), p.why())
                                    : null);
            case Intervention.Ruled s ->
                    new InterventionView(
                            state, s.cause(), s.agentId(), null, s.ruling(), s.confirmedBy(), null);
        };
    }

    /// When the money should have arrived; null unless it is on its way.
    private static @Nullable Deadline deadline(Refund refund, Instant now) {
        return refund.status() == Status.PAYING && refund.payBy() != null
                ? inTime(refund.payBy(), refund.overdue(), now)
                : null;
    }

    private PayoutView payout(Payout payout, @Nullable Deadline payBy) {
        var state = payout.publicName();
        return switch (payout) {
            case Payout.None _ ->
                    new PayoutView(state, null, null, null, null, null, null, null, null, null);
            case Payout.Initiated s ->
                    new PayoutView(
                            state, s.payoutId(), null, null, null, null, null, null, null, payBy);
            case Payout.Pending s ->
                    new PayoutView(
                            state,
                            s.payoutId(),
                            s.channel(),
                            s.expectedArrivalAt(),
                            s.arrivalBasis(),
                            s.arrivalBasis() == ArrivalBasis.WEEKDAYS_ONLY
                                    ? texts.get("arrival.WEEKDAYS_ONLY")
                                    : null,
                            s.channelRefundId(),
                            null,
                            null,
                            payBy);
            case Payout.Unknown s ->
                    new PayoutView(
                            state,
                            s.payoutId(),
                            s.channel(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            s.why(),
                            payBy);
            case Payout.Failed s ->
                    new PayoutView(
                            state,
                            s.payoutId(),
                            s.channel(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            s.code(),
                            payBy);
            case Payout.Abnormal s ->
                    new PayoutView(
                            state,
                            s.payoutId(),
                            s.channel(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            s.code(),
                            payBy);
            case Payout.Succeeded s ->
                    new PayoutView(
                            state,
                            s.payoutId(),
                            s.channel(),
                            null,
                            null,
                            null,
                            s.channelRefundId(),
                            s.paidAt(),
                            null,
                            null);
            case Payout.Reversed s ->
                    new PayoutView(
                            state,
                            s.payoutId(),
                            s.channel(),
                            null,
                            null,
                            null,
                            s.takenBack(),
                            null,
                            s.code(),
                            payBy);
        };
    }

    private static @Nullable AccountView replacementAccount(Refund refund, Caller caller) {
        var sides = Sides.of(caller, refund);
        if (sides.equals(List.of(Role.MERCHANT))) {
            return null;
        }
        var agent = sides.contains(Role.AGENT);
        return switch (refund.intervention()) {
            case Intervention.AccountNeeded(_, _, _, var refused, _) ->
                    refused == null
                            ? new AccountView("REQUIRED", null, null, null, null, null, null, null)
                            : new AccountView(
                                    "REFUSED",
                                    null,
                                    refused.maskedAccount(),
                                    null,
                                    null,
                                    null,
                                    null,
                                    refused.text());
            case Intervention.AccountNamed s ->
                    account(
                            s.acceptedBy().isEmpty() ? "NAMED" : "SECOND_AGENT_NEEDED",
                            s.account(),
                            agent ? s.agentsNeeded() : null,
                            agent);
            case Intervention.None _,
                    Intervention.Open _,
                    Intervention.Proposed _,
                    Intervention.Ruled _ ->
                    refund.paidElsewhere() == null
                            ? null
                            : account("ACCEPTED", refund.paidElsewhere().account(), null, agent);
        };
    }

    /// @param agent whether an agent looks: what the check says would tell others who paid
    private static AccountView account(
            String state,
            ReplacementAccount account,
            @Nullable Integer agentsNeeded,
            boolean agent) {
        var known = Objects.requireNonNullElse(account.nameCheck(), NameCheck.UNKNOWN);
        return new AccountView(
                state,
                account.channel(),
                account.maskedAccount(),
                account.holderName(),
                account.bankName(),
                agent ? known : null,
                agentsNeeded,
                null);
    }

    private static @Nullable OfferView offer(Review review, Instant now) {
        return review instanceof Review.Offered s
                ? new OfferView(s.amount(), s.text(), inTime(s.deadline(), now))
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
