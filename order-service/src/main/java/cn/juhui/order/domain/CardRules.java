package cn.juhui.order.domain;

import cn.juhui.contracts.RefundReason;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.CardState.Delivered;
import cn.juhui.order.domain.card.CardState.Free;
import cn.juhui.order.domain.card.CardState.Frozen;
import cn.juhui.order.domain.card.CardState.Pending;
import cn.juhui.order.domain.card.CardState.Voided;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.eligibility.RuleCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules that look at one card: R1 to R5, R7 and R8.
///
/// The reason is what the customer claims; what the card is on record decides the amount. A card that was spent from never gives more
/// than its remaining value (R4), except on proof: where the merchant alone told the use, its price can be asked for; where the record of a card
/// that was used up rests on more, an agent can dispute it, unless the supplier itself said so.
final class CardRules {

    private CardRules() {}

    /// What the rules say of a card; empty is impossible.
    static List<RuleCode> judge(Order order, Card card, Application application) {
        return switch (card.state()) {
            case Frozen _ -> List.of(RuleCode.CARD_IN_OPEN_REFUND);
            case Voided _ -> List.of(RuleCode.CARD_VOIDED);
            case Free free -> judgeFree(order, card, free, application);
        };
    }

    /// Of a card that no refund has its hand on.
    private static List<RuleCode> judgeFree(
            Order order, Card card, Free free, Application application) {
        var exhausted = exhausted(order, card);
        var said = new ArrayList<RuleCode>();
        said.add(RuleCode.CARD_WILL_BE_FROZEN);
        var refused = refusedByPlatform(order, card, application);
        said.add(
                OrderLimits.applicationsExhausted(order)
                        ? RuleCode.ORDER_APPLICATIONS_EXHAUSTED
                        : history(exhausted, refused, application));
        said.add(
                switch (application.reason()) {
                    case UNUSED, OTHER -> byUse(order, card, application, RuleCode.CARD_UNUSED);
                    case ORDER_INFO_ERROR -> orderInfoError(free);
                    case CARD_INVALID -> invalid(order, card, free, application);
                    case DELIVERY_LATE -> late(order, card, application);
                    case PARTIALLY_USED -> byUse(order, card, application, RuleCode.CARD_NOT_USED);
                });
        var bySupport = exhausted || refused || said.contains(RuleCode.USE_DISPUTED);
        var selfService = selfService(order, card, application, bySupport);
        if (selfService != null) {
            said.add(selfService);
        }
        return said;
    }

    /// R4 for a card that was spent from; otherwise what the claim says of an untouched one.
    private static RuleCode byUse(
            Order order, Card card, Application application, RuleCode untouched) {
        if (card.isUntouched()) {
            return untouched;
        }
        if (card.remainingValue().isZero()) {
            return usedUp(order, card, application);
        }
        return card.isUseClaimed() && disputesTheUse(application.reason())
                ? RuleCode.MERCHANT_TOLD_USE
                : RuleCode.REMAINING_VALUE_ONLY;
    }

    /// R4: on record nothing is left. That can be disputed, by an agent for the customer, about this card and no other: how much of it is left is
    /// what the evidence shows, and what they ask for.
    private static RuleCode usedUp(Order order, Card card, Application application) {
        if (!disputesTheUse(application.reason())
                || card.isUseChecked()
                || card.disputable().isZero()) {
            return RuleCode.NOTHING_REMAINS;
        }
        if (!application.bySupport()) {
            return RuleCode.DISPUTE_NEEDS_SUPPORT;
        }
        return isMeant(order, card, application) ? RuleCode.USE_DISPUTED : RuleCode.NOTHING_REMAINS;
    }

    /// Whether it claims that the record of a card's use is wrong.
    private static boolean disputesTheUse(RefundReason reason) {
        return switch (reason) {
            case UNUSED, CARD_INVALID, PARTIALLY_USED -> true;
            case ORDER_INFO_ERROR, DELIVERY_LATE, OTHER -> false;
        };
    }

    /// Whether an application names the card, or can mean no other.
    private static boolean isMeant(Order order, Card card, Application application) {
        return application.cardIds().isEmpty()
                ? order.cards().stream().filter(c -> !c.isVoided()).count() == 1
                : application.cardIds().contains(card.id());
    }

    /// R2: only while nothing was delivered to the wrong account.
    private static RuleCode orderInfoError(Free card) {
        return switch (card) {
            case Pending _ -> RuleCode.NOT_SHIPPED_YET;
            case Delivered _ -> RuleCode.ALREADY_SHIPPED;
        };
    }

    /// R3: an invalid code must have been delivered.
    private static RuleCode invalid(Order order, Card card, Free free, Application application) {
        return switch (free) {
            case Pending _ -> RuleCode.NOT_DELIVERED_YET;
            case Delivered _ -> byUse(order, card, application, RuleCode.MERCHANT_FAULT_CLAIMED);
        };
    }

    /// R3: delivered, or still not delivered, later than promised.
    private static RuleCode late(Order order, Card card, Application application) {
        var promised = order.purchase().promisedDeliveryAt();
        if (promised == null) {
            return RuleCode.NO_DELIVERY_PROMISE;
        }
        var delivered = card.shippedAt() == null ? application.at() : card.shippedAt();
        return delivered.isAfter(promised)
                ? byUse(order, card, application, RuleCode.MERCHANT_FAULT_CLAIMED)
                : RuleCode.NOT_LATE;
    }

    /// R5: after shipment the customer may apply alone for a while, and only for the rest of a card that was activated. Silent
    /// on a card that was not delivered.
    private static @Nullable RuleCode selfService(
            Order order, Card card, Application application, boolean onlyBySupport) {
        if (onlyBySupport && application.bySupport()) {
            return RuleCode.OPENED_BY_SUPPORT;
        }
        var end = windowEnd(order, card);
        if (end == null) {
            return null;
        }
        var activated = !card.isUntouched() && application.reason() != RefundReason.PARTIALLY_USED;
        if (!activated && !application.at().isAfter(end)) {
            return RuleCode.WITHIN_WINDOW;
        }
        if (application.bySupport()) {
            return RuleCode.OPENED_BY_SUPPORT;
        }
        return activated ? RuleCode.CARD_ACTIVATED : RuleCode.CONTACT_SUPPORT;
    }

    /// R7: what the refunds that the card was in before mean to this one. An agent may open another one, whatever became of them.
    private static RuleCode history(boolean exhausted, boolean refused, Application application) {
        if (application.bySupport()) {
            return RuleCode.CARD_IN_NO_REFUND;
        }
        if (refused) {
            return RuleCode.REFUSED_BY_PLATFORM;
        }
        return exhausted ? RuleCode.APPLICATIONS_EXHAUSTED : RuleCode.CARD_IN_NO_REFUND;
    }

    /// R7: whether the platform ruled on the card and the reason already, and gave nothing. Its ruling is final.
    private static boolean refusedByPlatform(Order order, Card card, Application application) {
        return order.holds().stream().anyMatch(h -> h.refused(card.id(), application.reason()));
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
        var start = card.windowStart();
        return start == null ? null : start.plus(order.policyOf(card).selfServiceWindow());
    }
}
