package cn.juhui.refund.domain.statistics;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.ExpressApproved;
import cn.juhui.contracts.refund.MerchantApproved;
import cn.juhui.contracts.refund.MerchantOverdue;
import cn.juhui.contracts.refund.MerchantRejected;
import cn.juhui.contracts.refund.MerchantReviewStarted;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.refund.OfferAccepted;
import cn.juhui.contracts.refund.OfferMade;
import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.RefundAppealed;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundDeclined;
import cn.juhui.contracts.refund.RefundRequested;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.RefundWithdrawn;
import cn.juhui.contracts.refund.term.RecordedPayoutState;
import cn.juhui.contracts.refund.term.RejectionCode;
import cn.juhui.contracts.refund.term.RulingDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What counts of one case: its events, read from the first to the last. Who has the topic `juhui.refunds` only comes to the same figures.
///
/// The merchant's answer is the first of their approval, rejection or offer; a question for evidence is none, and what their silence led to is not theirs.
public final class CaseFigures {

    private @Nullable Instant requestedAt;
    private @Nullable String merchantId;
    private @Nullable String category;
    private @Nullable String reason;
    private @Nullable String channel;
    private boolean byCustomer;
    private boolean declined;
    boolean withdrawn;
    boolean express;
    private boolean expressPossible;
    private @Nullable Instant reviewedAt;
    private @Nullable Instant answeredAt;
    private boolean overdue;
    private boolean answeredLate;
    boolean approved;
    boolean rejected;
    boolean ruled;
    private boolean won;
    int urges;
    int appeals;
    int evidenceTurnedAway;
    private @Nullable Instant paidAt;
    private @Nullable Long refunded;

    private CaseFigures() {}

    /// @param steps the whole history, oldest first
    public static CaseFigures of(List<CaseStep> steps) {
        var figures = new CaseFigures();
        steps.forEach(figures::add);
        return figures;
    }

    private void add(CaseStep step) {
        switch (step.type()) {
            case RefundRequested.TYPE -> requested(step);
            case RefundDeclined.TYPE -> declined = true;
            case RefundWithdrawn.TYPE -> withdrawn = true;
            case ExpressApproved.TYPE -> {
                express = true;
                expressPossible = true;
            }
            case MerchantReviewStarted.TYPE -> {
                reviewedAt = step.at();
                expressPossible = byCustomer && isProvenByTheOrder() && isUntouched(step);
            }
            case MerchantOverdue.TYPE -> overdue = true;
            case MerchantUrged.TYPE -> urges++;
            case MerchantApproved.TYPE -> {
                approved = true;
                if (!Boolean.TRUE.equals(step.data().get("bySilence"))) {
                    answered(step);
                }
            }
            case OfferMade.TYPE -> answered(step);
            case OfferAccepted.TYPE -> approved = true;
            case MerchantRejected.TYPE -> {
                rejected = true;
                answered(step);
                if (step.says("code", RejectionCode.INSUFFICIENT_EVIDENCE)) {
                    evidenceTurnedAway++;
                }
            }
            case RefundAppealed.TYPE -> appeals++;
            case RefundRuled.TYPE -> {
                ruled = true;
                won = !step.says("decision", RulingDecision.REFUSE);
            }
            case PayoutRecorded.TYPE -> {
                if (step.says("state", RecordedPayoutState.REVERSED)) {
                    refunded = null;
                }
            }
            case RefundCompleted.TYPE -> completed(step);
            default -> {}
        }
    }

    private void requested(CaseStep step) {
        requestedAt = step.at();
        merchantId = step.text("merchantId");
        category = step.text("category");
        reason = step.text("reason");
        channel = step.text("channel");
        byCustomer = step.says("requestedBy", Role.CUSTOMER);
    }

    /// What R9 asks of the reason.
    private boolean isProvenByTheOrder() {
        return RefundReason.UNUSED.name().equals(reason)
                || RefundReason.ORDER_INFO_ERROR.name().equals(reason);
    }

    /// What R9 asks of the cards.
    private static boolean isUntouched(CaseStep step) {
        return step.data().get("arithmetic") instanceof List<?> lines
                && lines.stream()
                        .allMatch(line ->
                                line instanceof Map<?, ?> one
                                        && value(one.get("remainingValue"))
                                                == value(one.get("faceValue")));
    }

    private static long value(@Nullable Object money) {
        return money instanceof Map<?, ?> one && one.get("value") instanceof Number number
                ? number.longValue()
                : -1;
    }

    private void answered(CaseStep step) {
        if (answeredAt == null && reviewedAt != null) {
            answeredAt = step.at();
            answeredLate = overdue;
        }
    }

    private void completed(CaseStep step) {
        refunded = value(step.data().get("amount"));
        if (paidAt == null && step.text("paidAt") instanceof String at) {
            paidAt = Instant.parse(at);
        }
        if (channel == null) {
            channel = step.text("channel");
        }
    }

    /// When it was applied for; null of a history without its beginning, which counts nowhere.
    public @Nullable Instant requestedAt() {
        return requestedAt;
    }

    public @Nullable String merchantId() {
        return merchantId;
    }

    /// Null in cases from before it was told.
    public @Nullable String category() {
        return category;
    }

    public @Nullable String reason() {
        return reason;
    }

    /// Null in cases from before it was told whose money hasn't arrived.
    public @Nullable String channel() {
        return channel;
    }

    /// The order's rules refused it.
    boolean declined() {
        return declined;
    }

    /// Whether nothing about the case itself kept it from being decided at once (R9): only that it wasn't sold so, the policy or a limit.
    boolean expressPossible() {
        return expressPossible;
    }

    boolean appealWon() {
        return appeals > 0 && ruled && won;
    }

    boolean appealLost() {
        return appeals > 0 && ruled && !won;
    }

    /// Minor units that the customer has now; null when they have none.
    @Nullable Long refunded() {
        return refunded;
    }

    /// Whether the merchant answered, or should have.
    boolean answerDue() {
        return answeredAt != null || overdue;
    }

    boolean answeredInTime() {
        return answeredAt != null && !answeredLate;
    }

    /// Null while there is none.
    @Nullable Long answerSeconds() {
        return seconds(reviewedAt, answeredAt);
    }

    /// Until the money arrived for the first time; null while it hasn't.
    @Nullable Long moneySeconds() {
        return seconds(requestedAt, paidAt);
    }

    private static @Nullable Long seconds(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? null
                : Math.max(0, Duration.between(from, to).toSeconds());
    }
}
