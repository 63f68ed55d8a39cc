package cn.juhui.refund.domain;

import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.state.Ruling;
import cn.juhui.refund.domain.state.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// Why a case says no to a command.
public sealed interface Refusal {

    /// The case's state doesn't allow it (any more).
    record NotAllowedNow(Status status) implements Refusal {}

    /// It will be allowed, if nothing else happens before.
    ///
    /// @param from when
    record TooEarly(Status status, Instant from) implements Refusal {}

    /// This role never does this.
    record NotForThisRole() implements Refusal {}

    /// This side was asked for evidence as often as the policy allows.
    record AskedEnough(int most) implements Refusal {}

    /// The customer resubmitted it as often as it goes; they may appeal.
    record ResubmittedEnough(int most) implements Refusal {}

    /// It changed hands as often as it goes; every agent may decide it as it is.
    record TakenEnough(int most) implements Refusal {}

    /// Its ruling was returned as often as it goes; another agent confirms it, or nobody does.
    record ReturnedEnough(int most) implements Refusal {}

    /// So many accounts were named that the next one waits.
    ///
    /// @param until when the next one can be named
    record AccountTooSoon(int most, Instant until) implements Refusal {}

    /// Nothing, or less than one minor unit.
    record AmountNotPositive() implements Refusal {}

    /// Who disputes the use of a card has to say how much is left (R4).
    record AmountNotNamed() implements Refusal {}

    /// @param highest the most that can be paid: what the order holds for the case, or the most that can be ruled on proof
    record AmountTooHigh(Money highest) implements Refusal {}

    /// Less than what the customer asked for needs their consent: an offer, not an approval.
    record LessNeedsOffer(Money held) implements Refusal {}

    record CurrencyDiffers(String expected) implements Refusal {}

    /// A ruling by ratio without one, by amount without one, or with what its kind has no use for.
    ///
    /// @param inAmount whether the amount is what is missing or too much; the ratio otherwise
    record RulingIncomplete(Ruling.Kind kind, boolean inAmount) implements Refusal {}

    /// A ruling by a ratio that is less than one minor unit.
    ///
    /// @param lowest the smallest that is one, to two digits
    record RatioTooSmall(BigDecimal lowest) implements Refusal {}

    /// @param missing what more is needed
    record EvidenceMissing(List<EvidenceNeed> missing) implements Refusal {}

    /// A ruling of more than is held rests on proof, and the case has none.
    ///
    /// @param highest the most that can be ruled with it
    record MoreNeedsEvidence(Money held, Money highest) implements Refusal {}

    /// Evidence that doesn't exist, or not for this order.
    record EvidenceUnknown(List<String> ids) implements Refusal {}

    /// The answer of a case as it stands to what its state doesn't allow.
    static Decision<Refund, RefundEvent, Refusal> notAllowed(Refund refund) {
        return Decision.refused(new NotAllowedNow(refund.status()));
    }

    /// The answer of a case as it stands to what will be allowed.
    ///
    /// @param from when
    static Decision<Refund, RefundEvent, Refusal> tooEarly(Refund refund, Instant from) {
        return Decision.refused(new TooEarly(refund.status(), from));
    }
}
