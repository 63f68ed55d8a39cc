package cn.juhui.order.domain;

import cn.juhui.contracts.CardArithmetic;
import cn.juhui.contracts.Money;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.RuleOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules R1 to R10 over one application: what each says, what is refundable, who decides. Asks the policy that was frozen
/// on the order (R10) and nothing else, so the same question about the same order always has the same answer.
public final class RefundRules {

    /// Claims that the order itself proves, so that nobody has to look at evidence (R9).
    private static final Set<RefundReason> EXPRESS_REASONS =
            EnumSet.of(RefundReason.UNUSED, RefundReason.ORDER_INFO_ERROR);

    private final Order order;
    private final Application application;
    private final List<RuleOutcome> rules = new ArrayList<>();
    private final List<CardArithmetic> arithmetic = new ArrayList<>();
    private final Set<RuleCode> said = EnumSet.noneOf(RuleCode.class);

    private RefundRules(Order order, Application application) {
        this.order = order;
        this.application = application;
    }

    public static Eligibility assess(Order order, Application application) {
        return new RefundRules(order, application).assess();
    }

    private Eligibility assess() {
        var chosen = chosen();
        var cards = chosen.stream().flatMap(id -> order.card(id).stream()).toList();
        chosen.stream().filter(id -> order.card(id).isEmpty()).forEach(this::unknown);
        cards.forEach(this::judge);
        var amount = withinBalance();
        say(RuleCode.POLICY_FROZEN, null);
        var eligible = said.stream().noneMatch(RuleCode::blocks);
        var express = eligible && express(cards, amount);
        return new Eligibility(
                eligible,
                route(eligible, express),
                chosen,
                eligible ? amount : Money.zero(amount.currency()),
                arithmetic,
                windowEnd(cards),
                order.policyOf(cards).evidenceFor(application.reason()),
                rules);
    }

    /// No choice means every card that can still be talked about.
    private List<String> chosen() {
        if (!application.cardIds().isEmpty()) {
            return application.cardIds().stream().distinct().toList();
        }
        var there =
                order.cards().stream()
                        .filter(c -> c.status() != CardStatus.VOIDED)
                        .map(Card::id)
                        .toList();
        return there.isEmpty() ? order.cards().stream().map(Card::id).toList() : there;
    }

    private void unknown(String cardId) {
        say(RuleCode.CARD_NOT_IN_ORDER, cardId);
    }

    private void judge(Card card) {
        var verdict = CardRules.judge(order, card, application);
        verdict.forEach(code -> say(code, card.id()));
        var blocked = verdict.stream().anyMatch(RuleCode::blocks);
        arithmetic.add(
                new CardArithmetic(
                        card.id(),
                        card.paidPrice(),
                        card.faceValue(),
                        card.remainingValue(),
                        blocked ? Money.zero(order.currency()) : card.refundable()));
    }

    /// R6: never more than is left of the order.
    private Money withinBalance() {
        var sum = Money.zero(order.currency());
        for (var line : arithmetic) {
            sum = sum.plus(line.refundable());
        }
        var left = order.balance().refundable();
        var amount = left.covers(sum) ? sum : left;
        if (amount.isZero()) {
            if (said.stream().noneMatch(RuleCode::blocks)) {
                say(RuleCode.NOTHING_TO_REFUND, null);
            }
        } else {
            say(left.covers(sum) ? RuleCode.BALANCE_COVERS : RuleCode.BALANCE_LIMITS, null);
        }
        return amount;
    }

    /// R9: sold as express-refundable, R1 holds for every card, the limits hold.
    private boolean express(List<Card> cards, Money amount) {
        var code = expressCode(cards, amount);
        say(code, null);
        return code == RuleCode.EXPRESS_GRANTED;
    }

    private RuleCode expressCode(List<Card> cards, Money amount) {
        if (!order.purchase().expressRefund()) {
            return RuleCode.EXPRESS_NOT_SOLD;
        }
        if (!cards.stream().allMatch(c -> order.policyOf(c).express().allowed())) {
            return RuleCode.EXPRESS_NOT_ALLOWED;
        }
        if (!EXPRESS_REASONS.contains(application.reason())
                || said.contains(RuleCode.OPENED_BY_SUPPORT)
                || !cards.stream().allMatch(c -> c.status().untouched())) {
            return RuleCode.EXPRESS_NEEDS_REVIEW;
        }
        return cards.stream().allMatch(c -> order.policyOf(c).express().covers(amount))
                ? RuleCode.EXPRESS_GRANTED
                : RuleCode.EXPRESS_ABOVE_LIMIT;
    }

    private RefundRoute route(boolean eligible, boolean express) {
        if (!eligible) {
            var onlySelfService =
                    said.stream()
                            .filter(RuleCode::blocks)
                            .allMatch(c ->
                                    c == RuleCode.CONTACT_SUPPORT || c == RuleCode.CARD_ACTIVATED);
            return onlySelfService ? RefundRoute.AGENT : RefundRoute.NONE;
        }
        if (said.contains(RuleCode.OPENED_BY_SUPPORT)) {
            return RefundRoute.AGENT;
        }
        return express ? RefundRoute.EXPRESS : RefundRoute.MERCHANT_REVIEW;
    }

    private @Nullable Instant windowEnd(List<Card> cards) {
        return cards.stream()
                .map(c -> CardRules.windowEnd(order, c))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private void say(RuleCode code, @Nullable String cardId) {
        said.add(code);
        rules.add(code.saidOf(cardId));
    }
}
