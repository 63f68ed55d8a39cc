package cn.juhui.refund.adapter.http.view;

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
import cn.juhui.contracts.refund.UseClaimed;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What of the events of a case its sides are told, member by member. A merchant owes the money and learns that it was paid; to whose account is between the customer
/// and the platform.
///
/// What doesn't stand here is for the platform's people alone: so is a new event, and a new member of an old one, until somebody has decided.
enum ToldMembers {
    CUSTOMERS,
    MERCHANTS;

    /// @param both what both sides are told
    /// @param customers what only the customer is told besides
    private record Members(Set<String> both, Set<String> customers) {}

    /// What opens every event.
    private static final List<String> IDS =
            Arrays.stream(CaseIds.class.getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList();

    private static final Map<String, Members> BY_TYPE =
            Map.ofEntries(
                    entry(
                            RefundRequested.TYPE,
                            "productName cardIds claim reason description requestedAmount evidenceIds requestedBy category channel"),
                    entry(RefundDeclined.TYPE, "rules"),
                    entry(MerchantReviewStarted.TYPE, "amount arithmetic deadline"),
                    entry(MerchantOverdue.TYPE, "deadline"),
                    entry(MerchantUrged.TYPE, "count"),
                    entry(EvidenceRequested.TYPE, "from kinds text deadline"),
                    entry(EvidenceSupplied.TYPE, "evidenceIds note"),
                    entry(OfferMade.TYPE, "amount text deadline"),
                    entry(OfferAccepted.TYPE, "amount"),
                    entry(OfferDeclined.TYPE, "amount"),
                    entry(MerchantApproved.TYPE, "amount cardIds bySilence"),
                    entry(MerchantRejected.TYPE, "code text appealDeadline"),
                    entry(ExpressApproved.TYPE, "amount cardIds"),
                    entry(RefundResubmitted.TYPE, "evidenceIds note deadline"),
                    entry(RefundAppealed.TYPE, "statement evidenceIds round"),
                    entry(InterventionOpened.TYPE, "cause deadline"),
                    entry(InterventionTaken.TYPE, "agentId"),
                    entry(UseClaimed.TYPE, "cardId remainingValue text provenance"),
                    entry(PayoutStopped.TYPE, "amount rules facts"),
                    entry(
                            RulingProposed.TYPE,
                            "decision ratio amount rule text costBearer agentId why"),
                    entry(
                            RefundRuled.TYPE,
                            "decision amount cardIds rule text costBearer agentId ratio ratioOf confirmedBy"),
                    entry(RefundWithdrawn.TYPE, ""),
                    entry(RefundClosed.TYPE, "cause"),
                    entry(DeadlineChanged.TYPE, "what before after missed reason"),
                    entry(
                            PayoutRecorded.TYPE,
                            "payoutId state channel expectedArrivalAt channelRefundId failure arrivalBasis"),
                    entry(
                            ReplacementAccountNamed.TYPE,
                            "",
                            "channel maskedAccount evidenceIds accountRef"),
                    entry(
                            ReplacementAccountVerified.TYPE,
                            "accepted secondAgentNeeded",
                            "text accountRef"),
                    entry(RefundCompleted.TYPE, "payoutId amount channel paidAt", "maskedAccount"));

    private static Map.Entry<String, Members> entry(String type, String both) {
        return entry(type, both, "");
    }

    private static Map.Entry<String, Members> entry(String type, String both, String customers) {
        return Map.entry(type, new Members(words(both), words(customers)));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }

    /// Whether they are told at all that it happened.
    boolean hearOf(String type) {
        return BY_TYPE.containsKey(type);
    }

    /// The members of this type that they are told.
    Set<String> of(String type) {
        var members = BY_TYPE.get(type);
        if (members == null) {
            return Set.of();
        }
        var told = new LinkedHashSet<>(IDS);
        told.addAll(members.both());
        if (this == CUSTOMERS) {
            told.addAll(members.customers());
        }
        return Collections.unmodifiableSet(told);
    }

    /// Whether the type has a member that they aren't told.
    boolean lacks(String type) {
        return !hearOf(type) || !of(type).equals(CUSTOMERS.of(type));
    }
}
