package cn.juhui.refund.domain;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;
import cn.juhui.contracts.RuleOutcome;
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
import cn.juhui.contracts.refund.RefundRequested;
import cn.juhui.contracts.refund.RefundResubmitted;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.RefundWithdrawn;
import cn.juhui.contracts.refund.ReplacementAccountNamed;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.contracts.refund.RulingProposed;
import cn.juhui.contracts.refund.RulingReturned;
import cn.juhui.contracts.refund.UseClaimed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of one case, each with the case's id, order and sides on it.
final class Facts {

    private final Refund refund;
    private final String id;
    private final String order;
    private final String orderNo;
    private final String customer;
    private final String merchant;

    Facts(Refund refund) {
        this.refund = refund;
        this.id = refund.id();
        this.order = refund.application().orderId();
        this.orderNo = refund.application().orderNo();
        this.customer = refund.application().customerId();
        this.merchant = refund.application().merchantId();
    }

    RefundRequested requested() {
        var a = refund.application();
        return new RefundRequested(
                id,
                order,
                orderNo,
                customer,
                merchant,
                a.productName(),
                a.cardIds(),
                a.claim(),
                a.reason(),
                a.description(),
                a.askedFor(),
                refund.evidenceIds(),
                a.by().role());
    }

    RefundDeclined declined(List<RuleOutcome> rules) {
        return new RefundDeclined(id, order, orderNo, customer, merchant, rules);
    }

    MerchantReviewStarted reviewStarted(Hold hold, Instant deadline) {
        return new MerchantReviewStarted(
                id, order, orderNo, customer, merchant, hold.amount(), hold.arithmetic(), deadline);
    }

    MerchantOverdue overdue(Instant deadline) {
        return new MerchantOverdue(id, order, orderNo, customer, merchant, deadline);
    }

    MerchantUrged urged(int count) {
        return new MerchantUrged(id, order, orderNo, customer, merchant, count);
    }

    EvidenceRequested evidenceRequested(Review.AwaitingEvidence s) {
        return new EvidenceRequested(
                id,
                order,
                orderNo,
                customer,
                merchant,
                s.from(),
                s.kinds(),
                s.text(),
                s.deadline());
    }

    EvidenceSupplied evidenceSupplied(List<String> evidenceIds, @Nullable String note) {
        return new EvidenceSupplied(id, order, orderNo, customer, merchant, evidenceIds, note);
    }

    OfferMade offerMade(Money amount, String text, Instant deadline) {
        return new OfferMade(id, order, orderNo, customer, merchant, amount, text, deadline);
    }

    OfferAccepted offerAccepted(Money amount) {
        return new OfferAccepted(id, order, orderNo, customer, merchant, amount);
    }

    OfferDeclined offerDeclined(Money amount) {
        return new OfferDeclined(id, order, orderNo, customer, merchant, amount);
    }

    MerchantApproved merchantApproved(boolean bySilence) {
        var hold = refund.held();
        return new MerchantApproved(
                id, order, orderNo, customer, merchant, hold.amount(), hold.cardIds(), bySilence);
    }

    MerchantRejected merchantRejected(Review.Rejected s) {
        return new MerchantRejected(
                id,
                order,
                orderNo,
                customer,
                merchant,
                s.code().name(),
                s.text(),
                refund.appeals() < refund.held().terms().appealRounds()
                        ? s.appealDeadline()
                        : null);
    }

    ExpressApproved expressApproved(Hold hold) {
        return new ExpressApproved(
                id, order, orderNo, customer, merchant, hold.amount(), hold.cardIds());
    }

    RefundResubmitted resubmitted(
            List<String> evidenceIds, @Nullable String note, Instant deadline) {
        return new RefundResubmitted(
                id, order, orderNo, customer, merchant, evidenceIds, note, deadline);
    }

    RefundAppealed appealed(String statement, List<String> evidenceIds, int round) {
        return new RefundAppealed(
                id, order, orderNo, customer, merchant, statement, evidenceIds, round);
    }

    InterventionOpened interventionOpened(Intervention.Running open) {
        return new InterventionOpened(
                id, order, orderNo, customer, merchant, open.cause().name(), open.deadline());
    }

    InterventionTaken interventionTaken(String agentId) {
        return new InterventionTaken(id, order, orderNo, customer, merchant, agentId);
    }

    UseClaimed useClaimed(UseClaim claim) {
        return new UseClaimed(
                id,
                order,
                orderNo,
                customer,
                merchant,
                claim.cardId(),
                claim.remainingValue(),
                claim.text(),
                claim.provenance());
    }

    PayoutStopped payoutStopped(Money amount, List<RuleOutcome> rules, List<CardFacts> facts) {
        return new PayoutStopped(id, order, orderNo, customer, merchant, amount, rules, facts);
    }

    RulingProposed rulingProposed(Intervention.Proposed s) {
        var ruling = s.ruling();
        return new RulingProposed(
                id,
                order,
                orderNo,
                customer,
                merchant,
                ruling.decision().name(),
                digits(ruling.ratio()),
                ruling.amount(),
                ruling.rule(),
                ruling.text(),
                ruling.costBearer().name(),
                s.proposedBy(),
                s.why().name());
    }

    RulingReturned rulingReturned(String agentId, String text) {
        return new RulingReturned(id, order, orderNo, customer, merchant, agentId, text);
    }

    private static @Nullable String digits(@Nullable BigDecimal ratio) {
        return ratio == null ? null : ratio.toPlainString();
    }

    RefundRuled ruled(Intervention.Ruled s) {
        var ruling = s.ruling();
        return new RefundRuled(
                id,
                order,
                orderNo,
                customer,
                merchant,
                ruling.decision().name(),
                ruling.amount(),
                refund.held().cardIds(),
                ruling.rule(),
                ruling.text(),
                ruling.costBearer().name(),
                s.agentId(),
                digits(ruling.ratio()),
                ruling.ratioOf(),
                s.confirmedBy());
    }

    RefundWithdrawn withdrawn() {
        return new RefundWithdrawn(id, order, orderNo, customer, merchant);
    }

    RefundClosed closed(Review.ClosingCause cause) {
        return new RefundClosed(id, order, orderNo, customer, merchant, cause.name());
    }

    DeadlineChanged deadlineChanged(
            String what, @Nullable Instant before, @Nullable Instant after) {
        return new DeadlineChanged(
                id, order, orderNo, customer, merchant, what, before, after, null);
    }

    /// It passed without what was waited for.
    DeadlineChanged deadlineMissed(String what, @Nullable Instant before, @Nullable Instant after) {
        return new DeadlineChanged(
                id, order, orderNo, customer, merchant, what, before, after, true);
    }

    /// @param reason why the money hasn't arrived yet
    DeadlineChanged moneyLate(Instant before, Instant after, String reason) {
        return new DeadlineChanged(
                id, order, orderNo, customer, merchant, "PAYOUT", before, after, true, reason);
    }

    ReplacementAccountNamed accountNamed(ReplacementAccount account, List<String> evidenceIds) {
        return new ReplacementAccountNamed(
                id,
                order,
                orderNo,
                customer,
                merchant,
                account.channel(),
                account.maskedAccount(),
                evidenceIds,
                account.ref());
    }

    /// @param ref null while another agent must accept it too
    ReplacementAccountVerified accountAccepted(String text, @Nullable String ref) {
        return new ReplacementAccountVerified(
                id, order, orderNo, customer, merchant, true, text, ref == null, ref);
    }

    ReplacementAccountVerified accountRefused(String text) {
        return new ReplacementAccountVerified(
                id, order, orderNo, customer, merchant, false, text, null, null);
    }

    PayoutRecorded payoutSubmitted(
            String payoutId,
            String state,
            PaymentChannel channel,
            Instant expectedArrivalAt,
            @Nullable String channelRefundId,
            @Nullable ArrivalBasis basis) {
        return new PayoutRecorded(
                id,
                order,
                orderNo,
                customer,
                merchant,
                payoutId,
                state,
                channel,
                expectedArrivalAt,
                channelRefundId,
                null,
                basis);
    }

    PayoutRecorded payoutRecorded(
            String payoutId,
            String state,
            PaymentChannel channel,
            @Nullable String channelRefundId,
            @Nullable String failure) {
        return new PayoutRecorded(
                id,
                order,
                orderNo,
                customer,
                merchant,
                payoutId,
                state,
                channel,
                null,
                channelRefundId,
                failure,
                null);
    }

    LossRecorded lossRecorded(Payout.PaidAgain again) {
        return loss(again.payoutNo(), again.paidAt(), false);
    }

    LossRecorded lossUndone(String payoutNo) {
        return loss(payoutNo, null, true);
    }

    private LossRecorded loss(String payoutNo, @Nullable Instant paidAt, boolean undone) {
        return new LossRecorded(
                id,
                order,
                orderNo,
                customer,
                merchant,
                refund.payoutId(),
                refund.loss(),
                payoutNo,
                paidAt,
                undone);
    }

    RefundCompleted completed(Command.RecordCompletion c) {
        var named = refund.paidElsewhere();
        // A number that was thought stuck may have paid the old account after all.
        var elsewhere = named != null && named.account().channel() == c.channel() ? named : null;
        return new RefundCompleted(
                id,
                order,
                orderNo,
                customer,
                merchant,
                c.payoutId(),
                c.amount(),
                c.channel(),
                c.paidAt(),
                elsewhere == null ? null : elsewhere.account().maskedAccount());
    }
}
