package cn.juhui.notification.domain.feed;

import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.contracts.evidence.OrderMessagePosted;
import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldReleased;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutReversed;
import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.EvidenceRequested;
import cn.juhui.contracts.refund.EvidenceSupplied;
import cn.juhui.contracts.refund.ExpressApproved;
import cn.juhui.contracts.refund.InterventionOpened;
import cn.juhui.contracts.refund.InterventionTaken;
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
import cn.juhui.contracts.refund.RefundRequested;
import cn.juhui.contracts.refund.RefundResubmitted;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.RefundWithdrawn;
import cn.juhui.contracts.refund.ReplacementAccountNamed;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.contracts.refund.UseClaimed;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which events the systems of the merchant concerned are told, and which members of each. It is what a merchant reads in the case's history, without the names of
/// the platform's people and without references to evidence, which the case shows to whom it may. Of orders: what a shop's own system must know of the cards that it sold. Of payouts:
/// the numbers under which the money stands in the channel's statement. What other steps of orders and payouts mean, the case tells.
///
/// What doesn't stand here isn't told: so is a new event, and a new member of an old one, until somebody has decided.
public final class ToldToSystems {

    private static final List<String> OF_A_CASE =
            List.of("refundId", "orderId", "orderNo", "customerId", "merchantId");

    private static final List<String> OF_AN_ORDER =
            List.of("orderId", "orderNo", "customerId", "merchantId");

    private static final List<String> OF_A_PAYOUT =
            List.of("payoutId", "refundId", "orderId", "customerId", "merchantId");

    private static final Map<String, Set<String>> BY_TYPE = new HashMap<>();

    static {
        tell(
                RefundRequested.TYPE,
                "productName cardIds claim reason description requestedAmount requestedBy category channel");
        tell(RefundDeclined.TYPE, "rules");
        tell(MerchantReviewStarted.TYPE, "amount arithmetic deadline");
        tell(MerchantOverdue.TYPE, "deadline");
        tell(MerchantUrged.TYPE, "count");
        tell(EvidenceRequested.TYPE, "from kinds text deadline");
        tell(EvidenceSupplied.TYPE, "note");
        tell(OfferMade.TYPE, "amount text deadline");
        tell(OfferAccepted.TYPE, "amount");
        tell(OfferDeclined.TYPE, "amount");
        tell(MerchantApproved.TYPE, "amount cardIds bySilence");
        tell(MerchantRejected.TYPE, "code text appealDeadline");
        tell(ExpressApproved.TYPE, "amount cardIds");
        tell(RefundResubmitted.TYPE, "note deadline");
        tell(RefundAppealed.TYPE, "statement round");
        tell(InterventionOpened.TYPE, "cause deadline");
        tell(InterventionTaken.TYPE, "");
        tell(UseClaimed.TYPE, "cardId remainingValue text provenance");
        tell(PayoutStopped.TYPE, "amount rules facts");
        tell(RefundRuled.TYPE, "decision amount cardIds rule text costBearer ratio ratioOf");
        tell(RefundWithdrawn.TYPE, "");
        tell(RefundClosed.TYPE, "cause");
        tell(DeadlineChanged.TYPE, "what before after missed reason");
        tell(
                PayoutRecorded.TYPE,
                "payoutId state channel expectedArrivalAt channelRefundId failure arrivalBasis");
        tell(ReplacementAccountNamed.TYPE, "");
        tell(ReplacementAccountVerified.TYPE, "accepted secondAgentNeeded");
        tell(RefundCompleted.TYPE, "payoutId amount channel paidAt");
        tell(MessagePosted.TYPE, "messageId from text");
        tellAll(OrderMessagePosted.TYPE, OF_AN_ORDER, "messageId from text");
        tell(RefundHeld.TYPE, "cardIds amount");
        tell(RefundHoldReleased.TYPE, "cardIds amount");
        tell(CardsVoided.TYPE, "cardIds amount");
        tellAll(
                PayoutCompleted.TYPE,
                OF_A_PAYOUT,
                "amount channel payoutNo channelRefundId paidAt");
        tellAll(PayoutReversed.TYPE, OF_A_PAYOUT, "amount channel payoutNo");
    }

    private ToldToSystems() {}

    private static void tell(String type, String members) {
        tellAll(type, OF_A_CASE, members);
    }

    private static void tellAll(String type, List<String> ids, String members) {
        var told = new LinkedHashSet<>(ids);
        if (!members.isEmpty()) {
            told.addAll(Arrays.asList(members.split(" ")));
        }
        BY_TYPE.put(type, told);
    }

    /// The types that are told, by name.
    public static Set<String> types() {
        return new TreeSet<>(BY_TYPE.keySet());
    }

    /// The members of this type that are told; empty: nobody is told of it.
    public static Set<String> membersOf(String type) {
        return BY_TYPE.getOrDefault(type, Set.of());
    }
}
