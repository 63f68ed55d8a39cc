package cn.juhui.order.domain;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.eligibility.Eligibility;
import cn.juhui.order.domain.eligibility.Eligibility.CardAnswer;
import cn.juhui.order.domain.eligibility.ExpressRisk;
import cn.juhui.order.domain.eligibility.RuleCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules R1 to R11 over one application: what each says, what is refundable, who decides. Asks the policy that was frozen
/// on the order (R10) and, for express, what the risk limits say, and how often its payment was refunded for other orders, and nothing else, so the same
/// question about the same order always has the same answer.
public final class RefundRules {

    private static final List<String> RULES_OF_A_CARD =
            List.of("R1", "R2", "R3", "R4", "R5", "R7", "R8");
    private static final List<String> RULES_OF_AN_ORDER = List.of("R6", "R9", "R10", "R11");

    /// What lets more be claimed than the record says.
    private static final Set<RuleCode> DISPUTES =
            EnumSet.of(RuleCode.USE_DISPUTED, RuleCode.MERCHANT_TOLD_USE);

    /// What an agent can do although the customer can't.
    private static final Set<RuleCode> ONLY_NOT_ALONE =
            EnumSet.of(
                    RuleCode.CONTACT_SUPPORT,
                    RuleCode.CARD_ACTIVATED,
                    RuleCode.DISPUTE_NEEDS_SUPPORT,
                    RuleCode.APPLICATIONS_EXHAUSTED,
                    RuleCode.REFUSED_BY_PLATFORM);

    private final Order order;
    private final Application application;
    private final ExpressRisk risk;
    private final long elsewhere;
    private final List<RuleOutcome> rules = new ArrayList<>();
    private final List<CardArithmetic> arithmetic = new ArrayList<>();
    private final List<CardAnswer> answers = new ArrayList<>();
    private final Set<RuleCode> said = EnumSet.noneOf(RuleCode.class);

    private RefundRules(Order order, Application application, ExpressRisk risk, long elsewhere) {
        this.order = order;
        this.application = application;
        this.risk = risk;
        this.elsewhere = elsewhere;
    }

    /// @param risk what the risk limits say about deciding it at once (R9)
    /// @param elsewhere how many refunds of the order's payment other orders have, sent or held (R11)
    public static Eligibility assess(
            Order order, Application application, ExpressRisk risk, long elsewhere) {
        return new RefundRules(order, application, risk, elsewhere).assess();
    }

    private Eligibility assess() {
        var chosen = order.chosen(application.cardIds());
        var cards = chosen.stream().flatMap(id -> order.card(id).stream()).toList();
        chosen.stream().filter(id -> order.card(id).isEmpty()).forEach(this::unknown);
        cards.forEach(this::judge);
        var amount = withinBalance();
        say(ChannelLimit.judge(order, application.at(), elsewhere), null);
        var eligible = said.stream().noneMatch(RuleCode::blocks);
        var express = eligible && express(cards, amount);
        say(RuleCode.POLICY_FROZEN, null);
        fillUp(RULES_OF_AN_ORDER, null);
        return new Eligibility(
                eligible,
                route(eligible, express),
                chosen,
                eligible ? amount : Money.zero(amount.currency()),
                eligible ? least(cards, amount) : Money.zero(amount.currency()),
                arithmetic,
                answers,
                windowEnd(cards),
                evidence(cards),
                rules);
    }

    private void unknown(String cardId) {
        say(RuleCode.CARD_NOT_IN_ORDER, new CardId(cardId));
        fillUp(RULES_OF_A_CARD, new CardId(cardId));
        answers.add(new CardAnswer(cardId, false, Money.zero(order.currency()), null));
    }

    private void judge(Card card) {
        var id = new CardId(card.id());
        var verdict = CardRules.judge(order, card, application);
        verdict.forEach(code -> say(code, id));
        fillUp(RULES_OF_A_CARD, id);
        var blocked = verdict.stream().anyMatch(RuleCode::blocks);
        var refundable = blocked ? Money.zero(order.currency()) : card.refundable();
        answers.add(
                new CardAnswer(card.id(), !blocked, refundable, CardRules.windowEnd(order, card)));
        arithmetic.add(
                new CardArithmetic(
                        new CardId(card.id()),
                        card.paidPrice(),
                        card.faceValue(),
                        card.remainingValue(),
                        refundable,
                        verdict.stream().anyMatch(DISPUTES::contains) ? card.disputable() : null));
    }

    /// R6: never more than is left of the order.
    private Money withinBalance() {
        var sum = Money.zero(order.currency());
        for (var line : arithmetic) {
            sum = sum.plus(line.highest());
        }
        var left = order.balance().refundable();
        var amount = left.covers(sum) ? sum : left;
        var blocked = said.stream().anyMatch(RuleCode::blocks);
        if (left.isZero() || sum.isZero() && !blocked) {
            say(RuleCode.NOTHING_TO_REFUND, null);
        } else {
            say(left.covers(sum) ? RuleCode.BALANCE_COVERS : RuleCode.BALANCE_LIMITS, null);
        }
        return amount;
    }

    /// R1: of an untouched card all that was paid for it, as far as the order's balance goes.
    private Money least(List<Card> cards, Money most) {
        var sum = Money.zero(order.currency());
        for (var card : cards) {
            sum = card.isUntouched() ? sum.plus(card.paidPrice()) : sum;
        }
        return most.covers(sum) ? sum : most;
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
        if (!isProvenByTheOrder(application.reason())
                || said.contains(RuleCode.OPENED_BY_SUPPORT)
                || !cards.stream().allMatch(Card::isUntouched)) {
            return RuleCode.EXPRESS_NEEDS_REVIEW;
        }
        return cards.stream().allMatch(c -> order.policyOf(c).express().covers(amount))
                ? risk.code()
                : RuleCode.EXPRESS_ABOVE_LIMIT;
    }

    /// Whether the order itself proves what is claimed, so that nobody has to look at evidence (R9).
    private static boolean isProvenByTheOrder(RefundReason reason) {
        return switch (reason) {
            case UNUSED, ORDER_INFO_ERROR -> true;
            case CARD_INVALID, DELIVERY_LATE, PARTIALLY_USED, OTHER -> false;
        };
    }

    private RefundRoute route(boolean eligible, boolean express) {
        if (!eligible) {
            var onlySelfService =
                    said.stream().filter(RuleCode::blocks).allMatch(ONLY_NOT_ALONE::contains);
            return onlySelfService ? RefundRoute.AGENT : RefundRoute.NONE;
        }
        if (said.contains(RuleCode.OPENED_BY_SUPPORT)) {
            return RefundRoute.AGENT;
        }
        return express ? RefundRoute.EXPRESS : RefundRoute.MERCHANT_REVIEW;
    }

    /// What the policies ask for, and of a disputed use always a proof of what remains (R4).
    private List<EvidenceNeed> evidence(List<Card> cards) {
        var needs = order.evidenceFor(cards, application.reason());
        var proven =
                needs.stream()
                        .anyMatch(n -> n.kinds().equals(List.of(EvidenceKind.REMAINING_VALUE)));
        if (DISPUTES.stream().noneMatch(said::contains) || proven) {
            return needs;
        }
        var all = new ArrayList<>(needs);
        all.add(new EvidenceNeed(EvidenceKind.REMAINING_VALUE, 1));
        return all;
    }

    private @Nullable Instant windowEnd(List<Card> cards) {
        return cards.stream()
                .map(c -> CardRules.windowEnd(order, c))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /// Every rule is answered for, in its order: those that have no say, too.
    private void fillUp(List<String> all, @Nullable CardId cardId) {
        var spoken =
                rules.stream()
                        .filter(r -> Objects.equals(r.cardId(), cardId))
                        .collect(Collectors.groupingBy(RuleOutcome::id));
        rules.removeIf(r -> Objects.equals(r.cardId(), cardId));
        for (var rule : all) {
            rules.addAll(spoken.getOrDefault(rule, List.of(RuleCode.notRelevant(rule, cardId))));
        }
    }

    private void say(RuleCode code, @Nullable CardId cardId) {
        said.add(code);
        rules.add(code.saidOf(cardId));
    }
}
