package cn.juhui.order.domain;

import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.order.OrderIds;
import cn.juhui.contracts.order.OwedPayment;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.CardState;
import cn.juhui.order.domain.card.CardState.Frozen;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.express.ExpressLimits;
import cn.juhui.order.domain.policy.RefundPolicy;
import cn.juhui.order.domain.purchase.OrderItem;
import cn.juhui.order.domain.purchase.Purchase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// An order's life: a storefront feeds it in, paid. Its cards are shipped and spent, one by one. A refund that is requested
/// *holds* amount and cards or is told why not; when it is approved the cards are *voided*, and the hold becomes refunded
/// money once that has arrived, and held money again when the channel takes it back; a refund that ends without money *releases*
/// its hold. All of it is one document, so the balance (R6) and one open refund per card (R7) hold under any concurrency.
/// Here it is as it stands; [OrderMachine] decides what becomes of it.
///
/// @param policies the policy of each of its categories, frozen when it was placed (R10)
/// @param holds what every refund that ever asked means to it
public record Order(
        String id,
        Purchase purchase,
        Map<String, RefundPolicy> policies,
        List<Card> cards,
        Balance balance,
        List<Hold> holds) {

    public Order {
        policies = Map.copyOf(policies);
        cards = List.copyOf(cards);
        holds = List.copyOf(holds);
    }

    public OrderStatus status() {
        if (!balance.refunded().isZero()) {
            return balance.refunded().equals(balance.paid())
                    ? OrderStatus.REFUNDED
                    : OrderStatus.PARTIALLY_REFUNDED;
        }
        return cards.stream().allMatch(c -> c.shippedAt() != null)
                ? OrderStatus.SHIPPED
                : OrderStatus.PAID;
    }

    public String currency() {
        return purchase.currency();
    }

    public Optional<Card> card(String cardId) {
        return cards.stream().filter(c -> c.id().equals(cardId)).findFirst();
    }

    public Optional<Hold> hold(String refundId) {
        return holds.stream().filter(h -> h.refundId().equals(refundId)).findFirst();
    }

    /// What is owed for a refund, and to which payment; empty while its cards are not void.
    public Optional<OwedPayment.Payment> owedFor(String refundId) {
        return hold(refundId)
                .filter(hold ->
                        switch (hold.state()) {
                            case VOIDED, SETTLED -> true;
                            case HELD, DECLINED, RELEASED -> false;
                        })
                .map(hold ->
                        new OwedPayment.Payment(
                                new CustomerId(purchase.customerId()),
                                new MerchantId(purchase.merchantId()),
                                hold.cards(),
                                hold.amount(),
                                purchase.payment().channel(),
                                purchase.payment().transaction(),
                                purchase.payment().paid()));
    }

    public OrderItem itemOf(Card card) {
        return purchase.items().get(card.item());
    }

    /// The frozen policy that a card falls under.
    public RefundPolicy policyOf(Card card) {
        var policy = policies.get(itemOf(card).category());
        if (policy == null) {
            throw new IllegalStateException(id + " has no policy for " + card.id());
        }
        return policy;
    }

    /// The frozen policy whose clocks hold for several cards: the one that lets a customer wait shortest.
    public RefundPolicy policyOf(List<Card> some) {
        return policiesOf(some.isEmpty() ? cards : some).stream()
                .min(
                        Comparator.comparing((RefundPolicy p) -> p.terms().reviewDeadline())
                                .thenComparing(RefundPolicy::category))
                .orElseThrow();
    }

    /// Every frozen policy that has a say in these cards.
    List<RefundPolicy> policiesOf(List<Card> some) {
        return some.stream().map(this::policyOf).distinct().toList();
    }

    /// What an application for these cards needs: all that any of their policies asks for. Of two needs of which the pieces for the one
    /// always meet the other, too, only the stricter one is left.
    List<EvidenceNeed> evidenceFor(List<Card> some, RefundReason reason) {
        var needs = new ArrayList<EvidenceNeed>();
        policiesOf(some.isEmpty() ? cards : some).stream()
                .sorted(Comparator.comparing(RefundPolicy::category))
                .flatMap(policy -> policy.evidenceFor(reason).stream())
                .filter(need -> needs.stream().noneMatch(other -> meets(other, need)))
                .forEach(need -> {
                    needs.removeIf(other -> meets(need, other));
                    needs.add(need);
                });
        return List.copyOf(needs);
    }

    /// Whether whatever is enough for the one need is enough for the other.
    private static boolean meets(EvidenceNeed one, EvidenceNeed other) {
        return one.min() >= other.min() && other.kinds().containsAll(one.kinds());
    }

    /// What limits an express refund of these cards (R9).
    public List<ExpressLimits> expressLimits(List<String> cardIds) {
        return policiesOf(cards.stream().filter(c -> cardIds.contains(c.id())).toList()).stream()
                .map(policy -> policy.express().limits())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    Order withCards(UnaryOperator<Card> change) {
        return new Order(
                id, purchase, policies, cards.stream().map(change).toList(), balance, holds);
    }

    /// Who told that it was paid.
    ///
    /// @param recordedAt when the storefront fed it in
    public Provenance paymentTold(Instant recordedAt) {
        var payment = purchase.payment();
        return new Provenance(
                FactSource.STOREFRONT,
                purchase.storefront(),
                recordedAt,
                payment.paidAt(),
                payment.channelTransactionId());
    }

    /// The cards that an application means: those that are named, or every one that can still be talked about.
    public List<String> chosen(List<String> cardIds) {
        if (!cardIds.isEmpty()) {
            return cardIds.stream().distinct().toList();
        }
        var there = cards.stream().filter(c -> !c.isVoided()).map(Card::id).toList();
        return there.isEmpty() ? cards.stream().map(Card::id).toList() : there;
    }

    /// The order with this card in the place of the one with its id.
    Order with(Card card) {
        return withCards(c -> c.id().equals(card.id()) ? card : c);
    }

    /// The order with another state of each card that this refund has frozen.
    Order withFrozen(String refundId, Function<Frozen, CardState> change) {
        return withCards(c ->
                c.state() instanceof Frozen frozen && frozen.refundId().equals(refundId)
                        ? c.in(change.apply(frozen))
                        : c);
    }

    Order withBalance(Balance next) {
        return new Order(id, purchase, policies, cards, next, holds);
    }

    /// Puts the hold in, or in the place of the refund's former one.
    Order withHold(Hold hold) {
        var next = new ArrayList<>(holds);
        next.removeIf(h -> h.refundId().equals(hold.refundId()));
        next.add(hold);
        return new Order(id, purchase, policies, cards, balance, next);
    }

    /// What opens every event of it.
    OrderIds ids() {
        return new OrderIds(
                new OrderId(id),
                purchase.orderNo(),
                new CustomerId(purchase.customerId()),
                new MerchantId(purchase.merchantId()));
    }
}
