package cn.juhui.refund.domain;

import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.CaseIds;
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
import cn.juhui.contracts.refund.RefundAppealed;
import cn.juhui.contracts.refund.RefundClosed;
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
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.refund.domain.state.EventWords;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.ReplacementAccount;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.UseClaim;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of one case, each with the case's id, order and sides on it. Those about its money are [PayoutEvents].
public final class RefundEvents {

    private final Refund refund;
    private final CaseIds ids;

    public RefundEvents(Refund refund) {
        this.refund = refund;
        this.ids = ids(refund);
    }

    static CaseIds ids(Refund refund) {
        var application = refund.application();
        return new CaseIds(
                new RefundId(refund.id()),
                new OrderId(application.orderId()),
                application.orderNo(),
                new CustomerId(application.customerId()),
                new MerchantId(application.merchantId()));
    }

    private static List<CardId> cards(List<String> ids) {
        return ids.stream().map(CardId::new).toList();
    }

    public RefundRequested requested() {
        var a = refund.application();
        return new RefundRequested(
                ids,
                a.productName(),
                cards(a.cardIds()),
                a.claim(),
                a.reason(),
                a.description(),
                a.askedFor(),
                refund.evidenceIds(),
                a.by().role(),
                a.category(),
                a.channel());
    }

    public RefundDeclined declined(List<RuleOutcome> rules) {
        return new RefundDeclined(ids, rules);
    }

    public MerchantReviewStarted reviewStarted(Hold hold, Instant deadline) {
        return new MerchantReviewStarted(ids, hold.amount(), hold.arithmetic(), deadline);
    }

    public MerchantOverdue overdue(Instant deadline) {
        return new MerchantOverdue(ids, deadline);
    }

    public MerchantUrged urged(int count) {
        return new MerchantUrged(ids, count);
    }

    public EvidenceRequested evidenceRequested(Review.AwaitingEvidence s) {
        return new EvidenceRequested(ids, s.from(), s.kinds(), s.text(), s.deadline());
    }

    public EvidenceSupplied evidenceSupplied(List<String> evidenceIds, @Nullable String note) {
        return new EvidenceSupplied(ids, evidenceIds, note);
    }

    public OfferMade offerMade(Money amount, String text, Instant deadline) {
        return new OfferMade(ids, amount, text, deadline);
    }

    public OfferAccepted offerAccepted(Money amount) {
        return new OfferAccepted(ids, amount);
    }

    public OfferDeclined offerDeclined(Money amount) {
        return new OfferDeclined(ids, amount);
    }

    public MerchantApproved merchantApproved(boolean bySilence) {
        var hold = refund.held();
        return new MerchantApproved(ids, hold.amount(), cards(hold.cardIds()), bySilence);
    }

    public MerchantRejected merchantRejected(Review.Rejected s) {
        return new MerchantRejected(
                ids,
                EventWords.of(s.code()),
                s.text(),
                refund.appeals() < refund.held().terms().appealRounds()
                        ? s.appealDeadline()
                        : null);
    }

    public ExpressApproved expressApproved(Hold hold) {
        return new ExpressApproved(ids, hold.amount(), cards(hold.cardIds()));
    }

    public RefundResubmitted resubmitted(
            List<String> evidenceIds, @Nullable String note, Instant deadline) {
        return new RefundResubmitted(ids, evidenceIds, note, deadline);
    }

    public RefundAppealed appealed(String statement, List<String> evidenceIds, int round) {
        return new RefundAppealed(ids, statement, evidenceIds, round);
    }

    public InterventionOpened interventionOpened(Intervention.Running open) {
        return new InterventionOpened(ids, EventWords.of(open.cause()), open.deadline());
    }

    public InterventionTaken interventionTaken(String agentId) {
        return new InterventionTaken(ids, agentId);
    }

    public UseClaimed useClaimed(UseClaim claim) {
        return new UseClaimed(
                ids,
                new CardId(claim.cardId()),
                claim.remainingValue(),
                claim.text(),
                claim.provenance());
    }

    public RulingProposed rulingProposed(Intervention.Proposed s) {
        var ruling = s.ruling();
        return new RulingProposed(
                ids,
                EventWords.of(ruling.decision()),
                digits(ruling.ratio()),
                ruling.amount(),
                ruling.rule(),
                ruling.text(),
                EventWords.of(ruling.costBearer()),
                s.proposedBy(),
                EventWords.of(s.why()));
    }

    public RulingReturned rulingReturned(String agentId, String text) {
        return new RulingReturned(ids, agentId, text);
    }

    private static @Nullable String digits(@Nullable BigDecimal ratio) {
        return ratio == null ? null : ratio.toPlainString();
    }

    public RefundRuled ruled(Intervention.Ruled s) {
        var ruling = s.ruling();
        return new RefundRuled(
                ids,
                EventWords.of(ruling.decision()),
                ruling.amount(),
                cards(refund.held().cardIds()),
                ruling.rule(),
                ruling.text(),
                EventWords.of(ruling.costBearer()),
                s.agentId(),
                digits(ruling.ratio()),
                ruling.ratioOf(),
                s.confirmedBy());
    }

    public RefundWithdrawn withdrawn() {
        return new RefundWithdrawn(ids);
    }

    public RefundClosed closed(Review.ClosingCause cause) {
        return new RefundClosed(ids, EventWords.of(cause));
    }

    public DeadlineChanged deadlineChanged(
            DeadlineKind what, @Nullable Instant before, @Nullable Instant after) {
        return new DeadlineChanged(ids, what, before, after, null);
    }

    /// It passed without what was waited for.
    public DeadlineChanged deadlineMissed(
            DeadlineKind what, @Nullable Instant before, @Nullable Instant after) {
        return new DeadlineChanged(ids, what, before, after, true);
    }

    public ReplacementAccountNamed accountNamed(
            ReplacementAccount account, List<String> evidenceIds) {
        return new ReplacementAccountNamed(
                ids, account.channel(), account.maskedAccount(), evidenceIds, account.ref());
    }

    /// @param ref null while another agent must accept it too
    public ReplacementAccountVerified accountAccepted(String text, @Nullable String ref) {
        return new ReplacementAccountVerified(ids, true, text, ref == null, ref);
    }

    public ReplacementAccountVerified accountRefused(String text) {
        return new ReplacementAccountVerified(ids, false, text, null, null);
    }
}
