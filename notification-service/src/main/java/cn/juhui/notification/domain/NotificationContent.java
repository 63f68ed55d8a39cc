package cn.juhui.notification.domain;

import cn.juhui.contracts.evidence.ConversationHandedOver;
import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.contracts.evidence.OrderMessagePosted;
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
import cn.juhui.contracts.refund.term.RejectionCode;
import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.notification.domain.Recipient.Side;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an event means for people: who hears of it, and with which words filled in. One exhaustive table: a new event does not
/// compile until somebody has decided who is told.
///
/// It is long because it is that table.
///
/// @param key which sentence; the event's type, or one of its variants
/// @param audience the sides that hear of it; empty: nobody's business
/// @param amount shown as money; null where there is none
/// @param text what somebody wrote; null where there is none
public record NotificationContent(
        String key, Set<Side> audience, @Nullable Money amount, @Nullable String text) {

    /// No event: an address stopped taking a merchant's events, so they are sent there no longer.
    public static final String ENDPOINT_DISABLED = "webhook.endpoint_disabled";

    /// No event: a merchant's topic has taken none for minutes.
    public static final String TOPIC_WAITING = "merchant_topic.waiting";

    /// What anybody may hear of: the types of news.
    public static final Set<String> TYPES =
            Stream.concat(
                            EventTypes.all().keySet().stream()
                                    .filter(type -> type.startsWith("refund.")),
                            Stream.of(
                                    MessagePosted.TYPE,
                                    OrderMessagePosted.TYPE,
                                    ConversationHandedOver.TYPE,
                                    ENDPOINT_DISABLED,
                                    TOPIC_WAITING))
                    .collect(Collectors.toUnmodifiableSet());

    /// Characters of a message that stand in the news of it.
    private static final int BEGINNING = 200;

    private static final Set<Side> BOTH = Set.of(Side.CUSTOMER, Side.MERCHANT);
    private static final Set<Side> CUSTOMER = Set.of(Side.CUSTOMER);
    private static final Set<Side> MERCHANT = Set.of(Side.MERCHANT);
    private static final Set<Side> PLATFORM = Set.of(Side.PLATFORM);
    private static final Set<Side> WITH_PLATFORM = Set.of(Side.CUSTOMER, Side.PLATFORM);
    private static final Set<Side> ALL = Set.of(Side.CUSTOMER, Side.MERCHANT, Side.PLATFORM);
    private static final Set<Side> NOBODY = Set.of();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    public static NotificationContent of(RefundEvent event) {
        return switch (event) {
            case RefundRequested _ -> plain(event, BOTH);
            case RefundDeclined e ->
                    e.wasApproved()
                            ? new NotificationContent(e.type() + ".approved", BOTH, null, null)
                            : plain(event, CUSTOMER);
            case MerchantReviewStarted e -> money(event, e.amount());
            case MerchantOverdue _ -> plain(event, BOTH);
            case MerchantUrged _ -> plain(event, BOTH);
            case EvidenceRequested e ->
                    new NotificationContent(e.type() + "." + e.from(), BOTH, null, e.text());
            case EvidenceSupplied e ->
                    new NotificationContent(
                            e.evidenceIds().isEmpty() ? e.type() + ".none" : e.type(),
                            BOTH,
                            null,
                            null);
            case OfferMade e -> new NotificationContent(e.type(), BOTH, e.amount(), e.text());
            case OfferAccepted e -> money(event, e.amount());
            case OfferDeclined e -> money(event, e.amount());
            case MerchantApproved e ->
                    new NotificationContent(
                            e.bySilence() ? e.type() + ".silence" : e.type(),
                            BOTH,
                            e.amount(),
                            null);
            case MerchantRejected e -> new NotificationContent(rejected(e), BOTH, null, e.text());
            case ExpressApproved e -> money(event, e.amount());
            case RefundResubmitted _ -> plain(event, BOTH);
            case RefundAppealed _ -> plain(event, BOTH);
            case InterventionOpened e -> plain(event, hearOf(e));
            case InterventionTaken _ -> plain(event, BOTH);
            case UseClaimed e -> new NotificationContent(e.type(), CUSTOMER, null, e.text());
            case PayoutStopped _ -> plain(event, BOTH);
            case RulingProposed _ -> plain(event, PLATFORM);
            case RulingReturned _ -> plain(event, PLATFORM);
            case RefundRuled e ->
                    new NotificationContent(
                            e.amount() == null ? e.type() + ".refused" : e.type(),
                            BOTH,
                            e.amount(),
                            e.text());
            case RefundWithdrawn _ -> plain(event, BOTH);
            case RefundClosed e -> new NotificationContent(closed(e), BOTH, null, null);
            case DeadlineChanged e -> deadline(e);
            case PayoutRecorded e ->
                    new NotificationContent(e.type() + "." + e.state(), hearOf(e), null, null);
            case LossRecorded e ->
                    new NotificationContent(
                            e.undone() ? e.type() + ".undone" : e.type(), PLATFORM, null, null);
            case ReplacementAccountNamed _ -> plain(event, WITH_PLATFORM);
            case ReplacementAccountVerified e ->
                    Boolean.TRUE.equals(e.secondAgentNeeded())
                            ? new NotificationContent(
                                    e.type() + ".first", WITH_PLATFORM, null, null)
                            : new NotificationContent(
                                    e.type() + (e.accepted() ? ".accepted" : ".refused"),
                                    CUSTOMER,
                                    null,
                                    e.text());
            case RefundCompleted e ->
                    e.maskedAccount() == null
                            ? money(event, e.amount())
                            : new NotificationContent(
                                    e.type() + ".elsewhere", BOTH, e.amount(), e.maskedAccount());
        };
    }

    /// A reminder before the end, and a deadline that passed in vain; where one is set by another step, that step is the news.
    private static NotificationContent deadline(DeadlineChanged e) {
        if (e.what() == DeadlineKind.REMINDER) {
            return new NotificationContent(e.type() + ".reminder", MERCHANT, null, null);
        }
        if (e.what() == DeadlineKind.EVIDENCE_REMINDER) {
            return new NotificationContent(
                    e.type() + ".evidence_reminder", CUSTOMER, null, time(e.after()));
        }
        if (e.what() == DeadlineKind.INTERVENTION_REMINDER) {
            return new NotificationContent(
                    e.type() + ".intervention_reminder", PLATFORM, null, time(e.after()));
        }
        if (!Boolean.TRUE.equals(e.missed())) {
            return plain(e, NOBODY);
        }
        return switch (e.what()) {
            case EVIDENCE ->
                    e.after() == null
                            ? new NotificationContent(e.type() + ".evidence", PLATFORM, null, null)
                            : new NotificationContent(
                                    e.type() + ".evidence_missed", BOTH, null, time(e.after()));
            case ACCOUNT ->
                    new NotificationContent(e.type() + ".account", WITH_PLATFORM, null, null);
            case PAYOUT -> moneyLate(e);
            case INTERVENTION ->
                    new NotificationContent(e.type() + ".intervention", PLATFORM, null, null);
            case REVIEW,
                    OFFER,
                    APPEAL,
                    HOLD,
                    REMINDER,
                    EVIDENCE_REMINDER,
                    INTERVENTION_REMINDER,
                    UNRECOGNIZED ->
                    plain(e, NOBODY);
        };
    }

    /// What the customer can do now depends on why it was rejected.
    private static String rejected(MerchantRejected event) {
        if (event.code() == RejectionCode.INSUFFICIENT_EVIDENCE) {
            return event.type() + ".evidence";
        }
        return event.appealDeadline() == null ? event.type() + ".final" : event.type();
    }

    private static String closed(RefundClosed event) {
        return switch (event.cause()) {
            case APPEAL_WINDOW_OVER, EVIDENCE_NEVER_CAME, PLATFORM_REFUSED ->
                    event.type() + "." + event.cause();
            case UNRECOGNIZED -> event.type();
        };
    }

    /// With the reason, where it was told.
    private static NotificationContent moneyLate(DeadlineChanged e) {
        var key = e.type() + ".payout";
        return switch (e.reason()) {
            case NOT_SENT, WITH_CHANNEL, ANSWER_UNKNOWN, CHANNEL_REFUSED ->
                    new NotificationContent(
                            key + "." + e.reason(), WITH_PLATFORM, null, time(e.after()));
            case UNRECOGNIZED -> new NotificationContent(key, PLATFORM, null, null);
            case null -> new NotificationContent(key, PLATFORM, null, null);
        };
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : TIME.format(at);
    }

    /// All agents hear of a case that waits for one. The customer has heard already that their account can't take the money, and the merchant has no part in it; agents hear
    /// when an account is named.
    private static Set<Side> hearOf(InterventionOpened event) {
        return switch (event.cause()) {
            case PAYOUT_ACCOUNT -> NOBODY;
            case AGENT_OPENED -> BOTH;
            case APPEAL,
                    MERCHANT_SILENT,
                    CUSTOMER_REQUEST,
                    OFFER_DECLINED,
                    NEUTRAL_FACT,
                    UNRECOGNIZED ->
                    ALL;
        };
    }

    /// An answer that was lost is ours to find out; the customer hears when something is known. Money that was taken back changes the merchant's
    /// order, too.
    private static Set<Side> hearOf(PayoutRecorded event) {
        return switch (event.state()) {
            case UNKNOWN, UNRECOGNIZED -> NOBODY;
            case REVERSED -> BOTH;
            case PENDING, FAILED, ABNORMAL -> CUSTOMER;
        };
    }

    /// A message: everybody whom the case concerns hears of it, except the side that wrote it.
    public static NotificationContent of(MessagePosted message) {
        var others = EnumSet.of(Side.CUSTOMER, Side.MERCHANT);
        if (message.agentId() != null) {
            others.add(Side.AGENT);
        }
        others.removeIf(side -> side.name().equals(message.from().name()));
        var key = message.type() + "." + message.from();
        return new NotificationContent(key, Set.copyOf(others), null, beginningOf(message.text()));
    }

    /// A message about an order: the merchant hears of it only when it may see it, an agent only when they have the conversation.
    public static NotificationContent of(OrderMessagePosted message) {
        var others = EnumSet.of(Side.CUSTOMER);
        if (message.merchantSees()) {
            others.add(Side.MERCHANT);
        }
        if (message.agentId() != null) {
            others.add(Side.AGENT);
        }
        others.removeIf(side -> side.name().equals(message.from().name()));
        var key = message.type() + "." + message.from();
        return new NotificationContent(key, Set.copyOf(others), null, beginningOf(message.text()));
    }

    /// A conversation about an order changed hands: who has it now hears of it. Back in the queue, all agents find it there.
    public static NotificationContent of(ConversationHandedOver handed) {
        var audience = handed.toAgentId() == null ? NOBODY : Set.of(Side.AGENT);
        var text = handed.text();
        return text == null
                ? new NotificationContent(handed.type(), audience, null, null)
                : new NotificationContent(
                        handed.type() + ".text", audience, null, beginningOf(text));
    }

    private static String beginningOf(String text) {
        return text.codePointCount(0, text.length()) <= BEGINNING
                ? text
                : text.substring(0, text.offsetByCodePoints(0, BEGINNING)) + "…";
    }

    private static NotificationContent plain(RefundEvent event, Set<Side> audience) {
        return new NotificationContent(event.type(), audience, null, null);
    }

    private static NotificationContent money(RefundEvent event, Money amount) {
        return new NotificationContent(event.type(), BOTH, amount, null);
    }

    /// What the sentence needs, in this order: sentence key, order number, amount, text. Empty where there is none.
    public List<String> arguments(String orderNo) {
        return List.of(key, orderNo, amount == null ? "" : amount.text(), text == null ? "" : text);
    }
}
