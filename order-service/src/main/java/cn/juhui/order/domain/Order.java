package cn.juhui.order.domain;

import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.money.ChannelRules;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OrderIds;
import cn.juhui.contracts.order.OrderPlaced;
import cn.juhui.contracts.order.OrderedCard;
import cn.juhui.contracts.order.OwedPayment;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.CardStatus;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.RuleCode;
import cn.juhui.order.domain.express.ExpressLimits;
import cn.juhui.order.domain.policy.RefundPolicy;
import cn.juhui.order.domain.purchase.OrderItem;
import cn.juhui.order.domain.purchase.Purchase;
import cn.juhui.order.domain.purchase.Shares;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// An order's life: a storefront feeds it in, paid. Its cards are shipped and spent, one by one. A refund that is requested
/// *holds* amount and cards or is told why not; when it is approved the cards are *voided*, and the hold becomes refunded
/// money once that has arrived, and held money again when the channel takes it back; a refund that ends without money *releases*
/// its hold. All of it is one document, so the balance (R6) and one open refund per card (R7) hold under any concurrency.
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

    /// Refunds of an order. A channel takes fifty of one payment; the others came to nothing.
    static final int MOST_HOLDS = 200;

    /// Cards in its refunds, each counted as often as it is in one.
    static final int MOST_CARDS_IN_HOLDS = 500;

    /// What a merchant claims about frozen cards, in all its refunds together.
    static final int MOST_CLAIMS = 100;

    /// A party's reports of use, of all its cards together; with those of neutral sources twice as many.
    static final int MOST_REPORTS = 300;

    public Order {
        policies = Map.copyOf(policies);
        cards = List.copyOf(cards);
        holds = List.copyOf(holds);
    }

    /// A new order and the event that tells of it.
    public record Placed(Order order, OrderPlaced event) {}

    /// @param purchase one without [Purchase#faults(java.time.Instant)]
    /// @param policies of each category, as it was shown when the order was placed, with what the merchant promised then
    public static Placed place(
            String id,
            Purchase purchase,
            Function<String, RefundPolicy> policies,
            Supplier<String> cardIds) {
        var frozen = purchase.categories().stream().collect(Collectors.toMap(c -> c, policies));
        var cards = Shares.cards(purchase, cardIds);
        var balance = Balance.of(purchase.payment().paid());
        var order = new Order(id, purchase, frozen, cards, balance, List.of());
        var event =
                new OrderPlaced(
                        order.ids(),
                        purchase.productName(),
                        cards.stream().map(order::ordered).toList(),
                        purchase.payment().paid(),
                        purchase.payment().channel(),
                        purchase.expressRefund(),
                        order.policyOf(cards).version(),
                        purchase.placedAt());
        return new Placed(order, event);
    }

    /// The whole machine.
    public Decision<Order, OrderEvent, OrderRefusal> decide(OrderCommand command) {
        return switch (command) {
            case OrderCommand.Ship ship -> DeliveryTransitions.ship(this, ship);
            case OrderCommand.ReportUsage usage -> DeliveryTransitions.use(this, usage);
            case OrderCommand.HoldForRefund hold -> HoldTransitions.hold(this, hold);
            case OrderCommand.VoidForPayout approved -> PayoutTransitions.voidCards(this, approved);
            case OrderCommand.SettleRefund settle -> PayoutTransitions.settle(this, settle);
            case OrderCommand.ReverseRefund reverse -> PayoutTransitions.reverse(this, reverse);
            case OrderCommand.ReleaseHold release -> HoldTransitions.release(this, release);
        };
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
                                purchase.payment().transaction()));
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

    /// Whether it was applied for as often as an order can be (R7), whoever applies.
    boolean applicationsExhausted() {
        return holds.size() >= MOST_HOLDS
                || holds.stream().mapToInt(h -> h.cardIds().size()).sum() >= MOST_CARDS_IN_HOLDS;
    }

    /// Whether enough was claimed about its frozen cards, in all its refunds together.
    boolean claimsExhausted() {
        return holds.stream().mapToInt(h -> h.claims().size()).sum() >= MOST_CLAIMS;
    }

    /// Whether enough was told about the use of a card, or of all cards together.
    ///
    /// @param neutral whether a neutral source tells: a party's reports leave room for its facts
    boolean reportsExhausted(Card card, boolean neutral) {
        var times = neutral ? 2 : 1;
        return card.reported() >= times * Card.MOST_REPORTS
                || cards.stream().mapToInt(Card::reported).sum() >= times * MOST_REPORTS;
    }

    /// Whether the channel that was paid through would take one more refund of it (R11).
    ///
    /// @param elsewhere how many refunds of the payment other orders have
    RuleCode channelSays(Instant at, long elsewhere) {
        return channelSays(at, elsewhere, Hold.State::countsAtTheChannel);
    }

    /// The same at the last look at one that is held: those that were sent before it count, not those that still wait for their word.
    RuleCode channelSaysOfHeld(Instant at, long elsewhere) {
        return channelSays(at, elsewhere, Hold.State::isSent);
    }

    private RuleCode channelSays(Instant at, long elsewhere, Predicate<Hold.State> which) {
        var others = elsewhere + holds.stream().map(Hold::state).filter(which).count();
        var payment = purchase.payment();
        var rules = ChannelRules.of(payment.channel());
        if (at.isAfter(rules.lastStart(payment.paidAt()))) {
            return RuleCode.CHANNEL_WINDOW_OVER;
        }
        return rules.takesAnotherBeside(others)
                ? RuleCode.CHANNEL_TAKES_IT
                : RuleCode.CHANNEL_REFUNDS_EXHAUSTED;
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
        var there =
                cards.stream().filter(c -> c.status() != CardStatus.VOIDED).map(Card::id).toList();
        return there.isEmpty() ? cards.stream().map(Card::id).toList() : there;
    }

    /// The order as the supplier's answers make it; nothing is told or stored.
    public Order checked(List<OrderCommand.CardCheck> checks) {
        return checks.isEmpty() ? this : CheckedCards.before(this, checks).order();
    }

    /// The order with this card in the place of the one with its id.
    Order with(Card card) {
        return withCards(c -> c.id().equals(card.id()) ? card : c);
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

    private OrderedCard ordered(Card card) {
        var item = itemOf(card);
        return new OrderedCard(
                new CardId(card.id()),
                item.sku(),
                item.name(),
                item.category(),
                card.paidPrice(),
                card.faceValue());
    }
}
