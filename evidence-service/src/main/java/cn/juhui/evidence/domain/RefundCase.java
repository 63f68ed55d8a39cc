package cn.juhui.evidence.domain;

import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.EvidenceRequested;
import cn.juhui.contracts.refund.EvidenceSupplied;
import cn.juhui.contracts.refund.ExpressApproved;
import cn.juhui.contracts.refund.InterventionOpened;
import cn.juhui.contracts.refund.InterventionTaken;
import cn.juhui.contracts.refund.LossRecorded;
import cn.juhui.contracts.refund.MerchantApproved;
import cn.juhui.contracts.refund.MerchantOverdue;
import cn.juhui.contracts.refund.MerchantRejected;
import cn.juhui.contracts.refund.MerchantReviewStarted;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.refund.OfferAccepted;
import cn.juhui.contracts.refund.OfferDeclined;
import cn.juhui.contracts.refund.OfferMade;
import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.PayoutStopped;
import cn.juhui.contracts.refund.RefundAppealed;
import cn.juhui.contracts.refund.RefundClosed;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundDeclined;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.RefundRequested;
import cn.juhui.contracts.refund.RefundResubmitted;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.RefundWithdrawn;
import cn.juhui.contracts.refund.ReplacementAccountNamed;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.contracts.refund.RulingProposed;
import cn.juhui.contracts.refund.RulingReturned;
import cn.juhui.contracts.refund.UseClaimed;
import cn.juhui.contracts.refund.term.RecordedPayoutState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What evidence-service knows of a case, out of the case's own events: whose it is, who works on it, and whether it has ended.
///
/// @param agentId who has taken the case; null before an agent has
/// @param endedAt when it became final; null while it is open. A payout that the channel takes back opens it again
public record RefundCase(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        @Nullable String agentId,
        @Nullable Instant endedAt) {

    private static final RefundCase ANY_OPEN = new RefundCase("", "", "", "", "", null, null);
    private static final RefundCase ANY_ENDED = ANY_OPEN.with(null, Instant.MAX);

    /// The case after its first event that was heard.
    public static RefundCase of(RefundEvent event, Instant at) {
        return new RefundCase(
                        event.refundId().value(),
                        event.orderId().value(),
                        event.orderNo(),
                        event.customerId().value(),
                        event.merchantId().value(),
                        null,
                        null)
                .after(event, at);
    }

    /// Whether an event begins a case, changes what is known of one, or brings evidence into it.
    public static boolean concerns(RefundEvent event) {
        return event instanceof RefundRequested
                || !evidenceIn(event).isEmpty()
                || Stream.of(ANY_OPEN, ANY_ENDED)
                        .anyMatch(any -> !any.after(event, Instant.EPOCH).equals(any));
    }

    public RefundCase after(RefundEvent event, Instant at) {
        return switch (event) {
            case InterventionTaken taken -> with(taken.agentId(), endedAt);
            case RefundDeclined _, RefundWithdrawn _, RefundClosed _, RefundCompleted _ ->
                    with(agentId, at);
            case PayoutRecorded payout when payout.state() == RecordedPayoutState.REVERSED ->
                    with(agentId, null);
            case RefundRequested _,
                    MerchantReviewStarted _,
                    MerchantOverdue _,
                    MerchantUrged _,
                    EvidenceRequested _,
                    EvidenceSupplied _,
                    OfferMade _,
                    OfferAccepted _,
                    OfferDeclined _,
                    MerchantApproved _,
                    MerchantRejected _,
                    ExpressApproved _,
                    RefundResubmitted _,
                    RefundAppealed _,
                    InterventionOpened _,
                    UseClaimed _,
                    PayoutStopped _,
                    RulingProposed _,
                    RulingReturned _,
                    RefundRuled _,
                    DeadlineChanged _,
                    PayoutRecorded _,
                    LossRecorded _,
                    ReplacementAccountNamed _,
                    ReplacementAccountVerified _ ->
                    this;
        };
    }

    private RefundCase with(@Nullable String agent, @Nullable Instant ended) {
        return new RefundCase(refundId, orderId, orderNo, customerId, merchantId, agent, ended);
    }

    /// The evidence that an event brings into its case.
    public static List<String> evidenceIn(RefundEvent event) {
        return switch (event) {
            case RefundRequested requested -> requested.evidenceIds();
            case EvidenceSupplied supplied -> supplied.evidenceIds();
            case RefundResubmitted resubmitted -> resubmitted.evidenceIds();
            case RefundAppealed appealed -> appealed.evidenceIds();
            case ReplacementAccountNamed named -> named.evidenceIds();
            default -> List.of();
        };
    }

    /// As what an event's evidence is used in its case.
    public static EvidenceUse useIn(RefundEvent event) {
        return event instanceof ReplacementAccountNamed
                ? EvidenceUse.ACCOUNT_PROOF
                : EvidenceUse.CASE;
    }

    /// When a case was applied for: the first 48 bits of its id are the milliseconds at which it was made.
    public static Instant madeAt(String refundId) {
        return Instant.ofEpochMilli(Long.parseLong(refundId, 4, 16, 16));
    }

    /// Whose case it is; who is no side of it and no agent has none of it.
    public OrderSides sides() {
        return new OrderSides(orderId, customerId, merchantId, orderNo);
    }
}
