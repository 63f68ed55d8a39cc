package cn.juhui.order.domain;

import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.OrderCommand.HoldForRefund;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.eligibility.Eligibility;
import cn.juhui.order.domain.eligibility.ExpressRisk;
import cn.juhui.order.domain.policy.DefaultPolicies;
import cn.juhui.order.domain.policy.RefundPolicy;
import cn.juhui.order.domain.purchase.OrderItem;
import cn.juhui.order.domain.purchase.Payment;
import cn.juhui.order.domain.purchase.Purchase;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Orders by what they are, made through the public doors.
public final class Fixtures {

    public static final Instant PLACED = Instant.parse("2026-03-01T10:00:00Z");
    public static final Instant SHIPPED = PLACED.plusSeconds(60);

    private Fixtures() {}

    public static OrderItem anItem(String category, int quantity, long unitPrice, long faceValue) {
        return new OrderItem(
                "sku-1",
                "某游戏 100 元点卡",
                category,
                quantity,
                Money.cny(unitPrice),
                Money.cny(faceValue),
                null);
    }

    /// The same, paid through another channel.
    static Purchase paidBy(PaymentChannel channel, Purchase purchase) {
        var payment = purchase.payment();
        return paid(
                new Payment(
                        channel, payment.channelTransactionId(), payment.paid(), payment.paidAt()),
                purchase);
    }

    /// The same, paid otherwise.
    static Purchase paid(Payment payment, Purchase purchase) {
        return new Purchase(
                purchase.storefront(),
                purchase.orderNo(),
                purchase.customerId(),
                purchase.merchantId(),
                purchase.placedAt(),
                purchase.promisedDeliveryAt(),
                purchase.expressRefund(),
                purchase.items(),
                payment);
    }

    public static Purchase aPurchase(long paid, OrderItem... items) {
        return aPurchase("NO-" + Ids.next("tst"), paid, items);
    }

    public static Purchase aPurchase(String orderNo, long paid, OrderItem... items) {
        return new Purchase(
                "storefront",
                orderNo,
                "cus_alice",
                "mer_1",
                PLACED,
                PLACED.plus(Duration.ofMinutes(30)),
                true,
                List.of(items),
                new Payment(PaymentChannel.ALIPAY, "2026030122001", Money.cny(paid), PLACED));
    }

    static Order placed(Purchase purchase) {
        return placed(purchase, DefaultPolicies::of);
    }

    static Order placed(Purchase purchase, Function<String, RefundPolicy> policies) {
        return OrderMachine.place(Ids.next("ord"), purchase, policies, () -> Ids.next("crd"))
                .order();
    }

    /// Cards of 100 yuan face value, sold for 95 yuan each, not delivered.
    static Order anOrderOf(int cards) {
        return placed(aPurchase(cards * 9_500L, anItem("GAME_CARD", cards, 9_500, 10_000)));
    }

    static Order aShippedOrderOf(int cards) {
        return after(anOrderOf(cards), ship(List.of(), SHIPPED));
    }

    /// One card with 30 of 100 yuan left.
    static Order anOrderPartlyUsed() {
        var order = aShippedOrderOf(1);
        return after(order, usage(cardIds(order).getFirst(), Money.cny(3_000), SHIPPED));
    }

    static List<String> cardIds(Order order) {
        return order.cards().stream().map(Card::id).toList();
    }

    static Application byTheCustomer(RefundReason reason, String... cardIds) {
        return new Application(reason, List.of(cardIds), false, SHIPPED.plusSeconds(1));
    }

    static Application bySupport(RefundReason reason, String... cardIds) {
        return new Application(reason, List.of(cardIds), true, SHIPPED.plusSeconds(1));
    }

    static HoldForRefund hold(String refundId, @Nullable Money requested, String... cardIds) {
        return hold(refundId, byTheCustomer(RefundReason.UNUSED, cardIds), requested);
    }

    /// Told by the storefront as it happens.
    public static Provenance told(Instant at) {
        return new Provenance(FactSource.STOREFRONT, "storefront", at, at, null);
    }

    /// Told by the merchant, who may date it back.
    static Provenance claimed(Instant received, Instant at) {
        return new Provenance(FactSource.MERCHANT, "mer_1_erp", received, at, "兑换流水 17");
    }

    public static OrderCommand ship(List<OrderCommand.ShippedCard> cards, Instant at) {
        return new OrderCommand.Ship(cards, at, told(at));
    }

    public static OrderCommand usage(String cardId, Money remaining, Instant at) {
        return new OrderCommand.ReportUsage(cardId, remaining, null, told(at));
    }

    static OrderCommand claim(String cardId, Money remaining, Instant received, Instant at) {
        return new OrderCommand.ReportUsage(cardId, remaining, "已兑换", claimed(received, at));
    }

    static OrderCommand.CardCheck check(String cardId, Money remaining, Instant at) {
        return new OrderCommand.CardCheck(
                cardId,
                remaining,
                new Provenance(FactSource.SUPPLIER, "card-checks", at, at, null));
    }

    public static OrderCommand approval(String refundId, Money amount) {
        return approval(refundId, amount, 1);
    }

    /// @param step of the case that approved it
    public static OrderCommand approval(
            String refundId, Money amount, long step, OrderCommand.CardCheck... checks) {
        return new OrderCommand.VoidForPayout(refundId, amount, List.of(checks), step, SHIPPED, 0);
    }

    static OrderCommand approvalAt(Instant at, String refundId, Money amount) {
        return new OrderCommand.VoidForPayout(refundId, amount, List.of(), 1, at, 0);
    }

    /// Held as it was before anybody counted what the channel takes.
    static Order heldUnlimited(Order order, String refundId, String cardId, Money amount) {
        return order.withHold(
                        Hold.of(
                                refundId,
                                List.of(cardId),
                                amount,
                                RefundRoute.EXPRESS,
                                SHIPPED,
                                amount,
                                RefundReason.UNUSED))
                .withBalance(order.balance().hold(amount))
                .withCards(c ->
                        c.id().equals(cardId) ? c.in(c.state().free().frozenFor(refundId)) : c);
    }

    /// Held in the moment of the application.
    public static HoldForRefund hold(
            String refundId, Application application, @Nullable Money requested) {
        return new HoldForRefund(
                refundId,
                application,
                requested,
                application.at(),
                ExpressRisk.CLEAR,
                List.of(),
                PLACED,
                0);
    }

    /// @throws AssertionError unless all are accepted
    public static Order after(Order order, OrderCommand... commands) {
        var now = order;
        for (var command : commands) {
            now = accepted(OrderMachine.decide(now, command)).aggregate();
        }
        return now;
    }

    static Decision.Accepted<Order, OrderEvent, OrderRefusal> accepted(
            Decision<Order, OrderEvent, OrderRefusal> decision) {
        if (decision instanceof Decision.Accepted<Order, OrderEvent, OrderRefusal> accepted) {
            return accepted;
        }
        throw new AssertionError(decision);
    }

    static Eligibility assess(Order order, Application application) {
        return RefundRules.assess(order, application, ExpressRisk.CLEAR, 0);
    }

    static List<String> codes(Eligibility answer) {
        var codes = new ArrayList<String>();
        answer.rules().forEach(rule -> codes.add(rule.id() + " " + rule.code()));
        return codes;
    }
}
