package cn.juhui.order.domain;

import cn.juhui.contracts.RefundReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules that look at one card: R1 to R5, R7 and R8.
///
/// The reason is what the customer claims; what the card is on record decides the amount. Whatever the claim, a card that was
/// spent from never gives more than its remaining value (R4).
final class CardRules {

    private CardRules() {}

    /// What the rules say of a card; empty is impossible.
    static List<RuleCode> judge(Order order, Card card, Application application) {
        if (card.status() == CardStatus.FROZEN) {
            return List.of(RuleCode.CARD_IN_OPEN_REFUND);
        }
        if (card.status() == CardStatus.VOIDED) {
            return List.of(RuleCode.CARD_VOIDED);
        }
        var exhausted = exhausted(order, card);
        var said = new ArrayList<RuleCode>();
        said.add(RuleCode.CARD_WILL_BE_FROZEN);
        said.add(
                exhausted && !application.bySupport()
                        ? RuleCode.APPLICATIONS_EXHAUSTED
                        : RuleCode.CARD_IN_NO_REFUND);
        said.add(
                switch (application.reason()) {
                    case UNUSED, OTHER -> byUse(card, RuleCode.CARD_UNUSED);
                    case ORDER_INFO_ERROR -> orderInfoError(card);
                    case CARD_INVALID -> invalid(card);
                    case DELIVERY_LATE -> late(order, card, application.at());
                    case PARTIALLY_USED -> byUse(card, RuleCode.CARD_NOT_USED);
                });
        var selfService = selfService(order, card, application, exhausted);
        if (selfService != null) {
            said.add(selfService);
        }
        return said;
    }

    /// R4 for a card that was spent from; otherwise what the claim says of an untouched one.
    private static RuleCode byUse(Card card, RuleCode untouched) {
        if (card.status().untouched()) {
            return untouched;
        }
        return card.remainingValue().isZero()
                ? RuleCode.NOTHING_REMAINS
                : RuleCode.REMAINING_VALUE_ONLY;
    }

    /// R2: only while nothing was delivered to the wrong account.
    private static RuleCode orderInfoError(Card card) {
        return card.status() == CardStatus.PENDING
                ? RuleCode.NOT_SHIPPED_YET
                : RuleCode.ALREADY_SHIPPED;
    }

    /// R3: an invalid code must have been delivered.
    private static RuleCode invalid(Card card) {
        return card.status() == CardStatus.PENDING
                ? RuleCode.NOT_DELIVERED_YET
                : byUse(card, RuleCode.MERCHANT_FAULT_CLAIMED);
    }

    /// R3: delivered, or still not delivered, later than promised.
    private static RuleCode late(Order order, Card card, Instant now) {
        var promised = order.purchase().promisedDeliveryAt();
        if (promised == null) {
            return RuleCode.NO_DELIVERY_PROMISE;
        }
        var delivered = card.shippedAt() == null ? now : card.shippedAt();
        return delivered.isAfter(promised)
                ? byUse(card, RuleCode.MERCHANT_FAULT_CLAIMED)
                : RuleCode.NOT_LATE;
    }

    /// R5: after shipment the customer may apply alone for a while, and only for the rest of a card that was activated. Silent
    /// on a card that was not delivered.
    private static @Nullable RuleCode selfService(
            Order order, Card card, Application application, boolean exhausted) {
        if (exhausted && application.bySupport()) {
            return RuleCode.OPENED_BY_SUPPORT;
        }
        var end = windowEnd(order, card);
        if (end == null) {
            return null;
        }
        var activated =
                !card.status().untouched() && application.reason() != RefundReason.PARTIALLY_USED;
        if (!activated && !application.at().isAfter(end)) {
            return RuleCode.WITHIN_WINDOW;
        }
        if (application.bySupport()) {
            return RuleCode.OPENED_BY_SUPPORT;
        }
        return activated ? RuleCode.CARD_ACTIVATED : RuleCode.CONTACT_SUPPORT;
    }

    /// R7: whether the card was in as many refunds that came to nothing as the policy allows. The next one is opened by an agent.
    private static boolean exhausted(Order order, Card card) {
        var most = order.policyOf(card).maxApplications();
        return most != null
                && order.holds().stream()
                                .filter(h -> h.state() == Hold.State.RELEASED)
                                .filter(h -> h.cardIds().contains(card.id()))
                                .count()
                        >= most;
    }

    /// When the customer can't apply alone any more; null before the shipment.
    static @Nullable Instant windowEnd(Order order, Card card) {
        return card.shippedAt() == null
                ? null
                : card.shippedAt().plus(order.policyOf(card).selfServiceWindow());
    }
}
