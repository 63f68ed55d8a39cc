package cn.juhui.order.domain.policy;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.domain.express.ExpressLimits;
import cn.juhui.order.domain.express.ExpressTerms;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Version 1 of every category's policy: what holds until an operator decides otherwise.
public final class DefaultPolicies {

    /// The categories of the help centre; any other one has a policy all the same.
    public static final List<String> CATEGORIES =
            List.of("GAME_CARD", "PHONE_TOPUP", "GIFT_CARD", "MEMBERSHIP");

    /// How often a card can be applied for in vain before an agent must open the case.
    public static final int MAX_APPLICATIONS = 5;

    private DefaultPolicies() {}

    public static RefundPolicy of(String category) {
        return new RefundPolicy(
                category,
                1,
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                Duration.ofHours(2),
                OnMerchantSilence.ESCALATE,
                Duration.ofHours(24),
                Duration.ofHours(6),
                Duration.ofHours(48),
                Duration.ofDays(7),
                2,
                evidence(),
                new ExpressTerms(true, expressLimit(category), ExpressLimits.DEFAULT),
                MAX_APPLICATIONS,
                CaseLimits.DEFAULT,
                List.of(),
                null);
    }

    /// For the reasons that need any.
    private static Map<RefundReason, List<EvidenceNeed>> evidence() {
        var needed = new EnumMap<RefundReason, List<EvidenceNeed>>(RefundReason.class);
        for (var reason : RefundReason.values()) {
            var needs = evidenceFor(reason);
            if (!needs.isEmpty()) {
                needed.put(reason, needs);
            }
        }
        return needed;
    }

    private static List<EvidenceNeed> evidenceFor(RefundReason reason) {
        return switch (reason) {
            case ORDER_INFO_ERROR ->
                    List.of(anyOf(EvidenceKind.ORDER_SCREENSHOT), anyOf(EvidenceKind.CORRECT_INFO));
            case CARD_INVALID ->
                    List.of(
                            anyOf(
                                    EvidenceKind.INVALID_CARD,
                                    EvidenceKind.DELIVERY_RECORD,
                                    EvidenceKind.CONVERSATION));
            case DELIVERY_LATE ->
                    List.of(
                            anyOf(
                                    EvidenceKind.ORDER_SCREENSHOT,
                                    EvidenceKind.DELIVERY_RECORD,
                                    EvidenceKind.CONVERSATION));
            case PARTIALLY_USED -> List.of(anyOf(EvidenceKind.REMAINING_VALUE));
            case UNUSED, OTHER -> List.of();
        };
    }

    private static Money expressLimit(String category) {
        return switch (category) {
            case "GIFT_CARD" -> Money.cny(1_000_00);
            case "GAME_CARD", "PHONE_TOPUP", "MEMBERSHIP" -> Money.cny(500_00);
            default -> Money.cny(200_00);
        };
    }

    /// One piece of one of these kinds; the first is the one that proves it best.
    private static EvidenceNeed anyOf(EvidenceKind... kinds) {
        return new EvidenceNeed(kinds[0], 1, kinds.length == 1 ? null : List.of(kinds));
    }
}
