package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.money.Money;
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
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.contracts.refund.term.RecordedPayoutState;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.http.text.Words;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an event says in the reader's language: `history.<event type>` in the bundles, with a variant where the same event can mean more than one thing.
///
/// It is long because it is one exhaustive table: a new event does not compile before it has its sentences.
final class EventTexts {

    private final Texts texts;

    EventTexts(Texts texts) {
        this.texts = texts;
    }

    String of(RefundEvent event) {
        return switch (event) {
            case RefundRequested e -> say(e, word("reason", e.reason().name()));
            case RefundDeclined e -> sayAs(e, e.wasApproved() ? ".approved" : "");
            case MerchantReviewStarted e -> say(e, time(e.deadline()));
            case MerchantOverdue e -> say(e, time(e.deadline()));
            case MerchantUrged e -> say(e, Integer.toString(e.count()));
            case EvidenceRequested e ->
                    say(
                            e,
                            word("side", e.from().name()),
                            time(e.deadline()),
                            e.text(),
                            kinds(e.kinds()));
            case EvidenceSupplied e -> supplied(e);
            case OfferMade e -> say(e, money(e.amount()), e.text());
            case OfferAccepted e -> say(e, money(e.amount()));
            case OfferDeclined e -> say(e, money(e.amount()));
            case MerchantApproved e -> sayAs(e, e.bySilence() ? ".silence" : "", money(e.amount()));
            case MerchantRejected e -> say(e, word("rejection", e.code().name()), e.text());
            case ExpressApproved e -> say(e, money(e.amount()));
            case RefundResubmitted e -> say(e, time(e.deadline()));
            case RefundAppealed e -> say(e, e.statement());
            case InterventionOpened e -> say(e, word("cause", e.cause().name()));
            case InterventionTaken e -> say(e);
            case UseClaimed e ->
                    sayAs(
                            e,
                            e.text() == null ? "" : ".why",
                            money(e.remainingValue()),
                            Objects.requireNonNullElse(e.text(), ""));
            case PayoutStopped e -> say(e, money(e.amount()));
            case RulingProposed e ->
                    sayAs(
                            e,
                            e.amount() == null ? ".refused" : "",
                            e.amount() == null ? "" : money(e.amount()),
                            word("ruleName", e.rule()),
                            e.text());
            case RulingReturned e -> say(e, e.text());
            case RefundRuled e ->
                    sayAs(
                            e,
                            e.amount() == null ? ".refused" : "",
                            e.amount() == null ? "" : money(e.amount()),
                            word("ruleName", e.rule()),
                            e.text());
            case RefundWithdrawn e -> say(e);
            case RefundClosed e -> say(e, word("closing", e.cause().name()));
            case DeadlineChanged e ->
                    sayAs(
                            e,
                            variant(e),
                            word("deadline", e.what().name()),
                            time(e.after()),
                            e.reason() == null ? "" : word("late", e.reason().name()));
            case PayoutRecorded e
                    when e.state() == RecordedPayoutState.PENDING
                            && e.arrivalBasis() == ArrivalBasis.WEEKDAYS_ONLY ->
                    sayAs(
                            e,
                            "." + e.state() + ".noted",
                            time(e.expectedArrivalAt()),
                            texts.get("arrival.WEEKDAYS_ONLY"));
            case PayoutRecorded e -> sayAs(e, variant(e), time(e.expectedArrivalAt()));
            case LossRecorded e ->
                    sayAs(
                            e,
                            e.undone() ? ".undone" : e.paidAt() == null ? ".under_way" : "",
                            e.loss() == null ? "" : money(e.loss()));
            case ReplacementAccountNamed e -> say(e, e.maskedAccount());
            case ReplacementAccountVerified e -> sayAs(e, variant(e), e.text());
            case RefundCompleted e ->
                    sayAs(
                            e,
                            e.maskedAccount() == null ? "" : ".elsewhere",
                            money(e.amount()),
                            word("channel", e.channel().name()),
                            Objects.requireNonNullElse(e.maskedAccount(), ""));
        };
    }

    /// The same without the account in it, for who may not know it; null for what says nothing of an account.
    @Nullable String withoutAccount(RefundEvent event) {
        return switch (event) {
            case LossRecorded e ->
                    sayAs(
                            e,
                            e.undone() ? ".undone" : e.paidAt() == null ? ".under_way" : "",
                            e.loss() == null ? "" : money(e.loss()));
            case ReplacementAccountNamed e -> sayAs(e, ".withheld");
            case ReplacementAccountVerified e when !e.accepted() -> sayAs(e, ".refused.withheld");
            case RefundCompleted e when e.maskedAccount() != null ->
                    sayAs(e, ".elsewhere.withheld", money(e.amount()));
            case ReplacementAccountVerified _, RefundCompleted _ -> null;
            // Nothing of theirs is withheld from somebody who hears of them.
            case RefundRequested _,
                    RefundDeclined _,
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
                    InterventionTaken _,
                    UseClaimed _,
                    PayoutStopped _,
                    RulingProposed _,
                    RulingReturned _,
                    RefundRuled _,
                    RefundWithdrawn _,
                    RefundClosed _,
                    DeadlineChanged _,
                    PayoutRecorded _ ->
                    null;
        };
    }

    /// Somebody who asks the platform in may have no evidence, but something to say.
    private String supplied(EvidenceSupplied e) {
        var note = e.note();
        var variant = e.evidenceIds().isEmpty() ? ".none" : "";
        return note == null || note.isBlank()
                ? sayAs(e, variant, e.evidenceIds().size())
                : sayAs(e, variant + ".note", e.evidenceIds().size(), note);
    }

    private Object kinds(List<EvidenceKind> kinds) {
        return kinds.isEmpty()
                ? word("kind", EvidenceKind.OTHER.name())
                : Words.list(kinds.stream().map(kind -> Words.of("kind", kind.name())).toList());
    }

    private static String variant(PayoutRecorded e) {
        var open = e.state() == RecordedPayoutState.PENDING && e.expectedArrivalAt() == null;
        return "." + e.state() + (open ? ".open" : "");
    }

    private static String variant(DeadlineChanged e) {
        if (e.what() == DeadlineKind.REMINDER) {
            return ".reminder";
        }
        if (e.what() == DeadlineKind.EVIDENCE_REMINDER) {
            return ".evidence_reminder";
        }
        if (e.what() == DeadlineKind.INTERVENTION_REMINDER) {
            return ".intervention_reminder";
        }
        if (e.what() == DeadlineKind.HOLD) {
            return ".hold";
        }
        if (e.after() == null) {
            return ".lifted";
        }
        if (!Boolean.TRUE.equals(e.missed())) {
            return "";
        }
        return switch (e.what()) {
            case EVIDENCE -> ".evidence_missed";
            case PAYOUT -> e.reason() == null ? ".missed" : ".payout";
            case REVIEW,
                    OFFER,
                    APPEAL,
                    INTERVENTION,
                    ACCOUNT,
                    HOLD,
                    REMINDER,
                    EVIDENCE_REMINDER,
                    INTERVENTION_REMINDER,
                    UNRECOGNIZED ->
                    ".missed";
        };
    }

    private static String variant(ReplacementAccountVerified e) {
        if (!e.accepted()) {
            return ".refused";
        }
        return Boolean.TRUE.equals(e.secondAgentNeeded()) ? ".first" : "";
    }

    private String say(RefundEvent event, Object... arguments) {
        return sayAs(event, "", arguments);
    }

    private String sayAs(RefundEvent event, String variant, Object... arguments) {
        return texts.get("history." + event.type() + variant, arguments);
    }

    private String word(String kind, String name) {
        return texts.getOr(kind + "." + name, name);
    }

    private static String money(Money money) {
        return money.text();
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : StatusTexts.TIME.format(at);
    }
}
