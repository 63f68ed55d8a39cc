package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.contracts.money.NameCheck;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.http.problem.Problems;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.view.RefundView.AccountView;
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
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.ReplacementAccount;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Shows a case to a caller, in their language.
@Component
public final class RefundViews {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Journal<Refund, RefundEvent> refunds;
    private final Texts texts;
    private final Clock clock;

    public RefundViews(Journal<Refund, RefundEvent> refunds, Texts texts, Clock clock) {
        this.refunds = refunds;
        this.texts = texts;
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
                replacementAccount(refund, caller),
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
                sidesTurn ? deadline(review, now) : null,
                urges(review),
                review instanceof Review.Rejected s ? new RejectionView(s.code(), s.text()) : null,
                evidenceRequest(review, now),
                review instanceof Review.Closed s ? s.cause() : null);
    }

    private static @Nullable Deadline deadline(Review review, Instant now) {
        return deadline(Deadlines.shown(review), now);
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
                                    ? deadline(late.deadline(), now)
                                    : deadline(s.merchantEndsAt(), now));
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

    /// While a side owes evidence, the platform's clock stands still.
    private static InterventionView intervention(Refund refund, Caller caller, Instant now) {
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
                            state,
                            s.cause(),
                            agent(s.agentId(), reader),
                            null,
                            s.ruling(),
                            agent(s.confirmedBy(), reader),
                            null);
        };
    }

    /// Which agent it is, towards others than the platform's people only that there is one.
    private static @Nullable String agent(@Nullable String id, Role reader) {
        return id == null ? null : new Actor(Role.AGENT, id).towards(reader).id();
    }

    /// When the money should have arrived; null unless it is on its way.
    private static @Nullable Deadline deadline(Refund refund, Instant now) {
        return refund.status() == Status.PAYING && refund.payBy() != null
                ? inTime(refund.payBy(), refund.overdue(), now)
                : null;
    }

    private PayoutView payout(Refund refund, Instant now) {
        var payout = refund.payout();
        var payBy = deadline(refund, now);
        var state = payout.publicName();
        var why = explanation(refund, now);
        return switch (payout) {
            case Payout.None _ ->
                    new PayoutView(
                            state, null, null, null, null, null, null, null, null, null, null);
            case Payout.Initiated s ->
                    new PayoutView(
                            state,
                            s.payoutId(),
                            null,
                            why == null ? refund.payBy() : null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            payBy,
                            why);
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
                            payBy,
                            why);
            case Payout.Unknown s ->
                    without(state, s.payoutId(), s.channel(), null, s.why(), payBy, why);
            case Payout.Failed s ->
                    without(state, s.payoutId(), s.channel(), null, s.code(), payBy, why);
            case Payout.Abnormal s ->
                    without(state, s.payoutId(), s.channel(), null, s.code(), payBy, why);
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
                            null,
                            why);
            case Payout.Reversed s ->
                    without(state, s.payoutId(), s.channel(), s.takenBack(), s.code(), payBy, why);
        };
    }

    /// Nobody can say when it will arrive.
    private static PayoutView without(
            String state,
            String payoutId,
            PaymentChannel channel,
            @Nullable String channelRefundId,
            String failure,
            @Nullable Deadline payBy,
            @Nullable String why) {
        return new PayoutView(
                state,
                payoutId,
                channel,
                null,
                null,
                null,
                channelRefundId,
                null,
                failure,
                payBy,
                why);
    }

    /// Where there is no estimate, or it didn't hold, a sentence says why; null before an approval, and where the estimate says it all.
    private @Nullable String explanation(Refund refund, Instant now) {
        var payout = refund.payout();
        var late = refund.overdue() || isPast(refund.payBy(), now);
        return switch (payout) {
            case Payout.None _ -> null;
            case Payout.Initiated _ -> late ? why(payout, ".late", refund.payBy()) : null;
            case Payout.Pending s ->
                    late || isPast(s.expectedArrivalAt(), now)
                            ? why(payout, ".late", refund.payBy())
                            : null;
            case Payout.Unknown _, Payout.Failed _, Payout.Abnormal _, Payout.Reversed _ ->
                    why(payout, "", null);
            case Payout.Succeeded s -> why(payout, "", s.paidAt());
        };
    }

    private static boolean isPast(@Nullable Instant at, Instant now) {
        return at != null && !now.isBefore(at);
    }

    private String why(Payout payout, String variant, @Nullable Instant at) {
        return texts.get(
                "payout." + payout.publicName() + variant, at == null ? "" : TIME.format(at));
    }

    private static @Nullable AccountView replacementAccount(Refund refund, Caller caller) {
        var readers = Sides.reading(caller, refund);
        if (Collections.disjoint(readers, Redaction.ACCOUNT_READERS)) {
            return null;
        }
        var agent = readers.contains(Role.AGENT);
        var names = readers.stream().anyMatch(EvidenceUse.ACCOUNT_PROOF::isFor);
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
                                    names ? refused.text() : null);
            case Intervention.AccountNamed s ->
                    account(
                            s.acceptedBy().isEmpty() ? "NAMED" : "SECOND_AGENT_NEEDED",
                            s.account(),
                            agent ? s.agentsNeeded() : null,
                            agent,
                            names);
            case Intervention.None _,
                    Intervention.Open _,
                    Intervention.Proposed _,
                    Intervention.Ruled _ ->
                    refund.paidElsewhere() == null
                            ? null
                            : account(
                                    "ACCEPTED",
                                    refund.paidElsewhere().account(),
                                    null,
                                    agent,
                                    names);
        };
    }

    /// @param agent whether an agent looks: what the check says would tell others who paid
    /// @param names whether the reader may know whose account it is
    private static AccountView account(
            String state,
            ReplacementAccount account,
            @Nullable Integer agentsNeeded,
            boolean agent,
            boolean names) {
        var known = Objects.requireNonNullElse(account.nameCheck(), NameCheck.UNKNOWN);
        return new AccountView(
                state,
                account.channel(),
                account.maskedAccount(),
                names ? account.holderName() : null,
                names ? account.bankName() : null,
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
