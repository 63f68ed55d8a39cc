package cn.juhui.order.domain.purchase;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a storefront feeds in: one purchase of one customer from one merchant, paid, or paid for by a coupon in full: then there is nothing to refund, and no channel
/// need know of it.
/// Never changes.
///
/// @param storefront who fed it in; an order number is unique within it
/// @param promisedDeliveryAt when the merchant promised to deliver at the latest (R3)
/// @param expressRefund whether it was sold as express-refundable (R9)
public record Purchase(
        String storefront,
        String orderNo,
        String customerId,
        String merchantId,
        Instant placedAt,
        @Nullable Instant promisedDeliveryAt,
        boolean expressRefund,
        List<OrderItem> items,
        Payment payment) {

    /// Cards in one order: they live in one document.
    public static final int MAX_CARDS = 100;

    /// How far a storefront's clock may be ahead of ours.
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration LATEST_PROMISE = Duration.ofDays(3660);
    private static final Set<String> CURRENCIES = Set.of("CNY");

    public Purchase {
        items = List.copyOf(items);
        placedAt = placedAt.truncatedTo(ChronoUnit.MILLIS);
        promisedDeliveryAt =
                promisedDeliveryAt == null
                        ? null
                        : promisedDeliveryAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /// What contradicts itself in it.
    ///
    /// @param pointer RFC 6901, in the words of the order
    /// @param lowest what it must be at least; null where that is no question
    /// @param highest what it can be at most; null where that is no question
    public record Fault(
            String pointer, String code, @Nullable Object lowest, @Nullable Object highest) {

        public Fault(String pointer, String code) {
            this(pointer, code, null, null);
        }
    }

    /// Every contradiction; an order is made of a purchase without any.
    public List<Fault> faults(Instant now) {
        var faults = new ArrayList<Fault>();
        if (!CURRENCIES.contains(currency())) {
            faults.add(new Fault("/currency", "CURRENCY_UNSUPPORTED"));
        }
        if (isAhead(placedAt, now)) {
            faults.add(new Fault("/placedAt", "IN_THE_FUTURE"));
        }
        if (placedAt.isBefore(EARLIEST)) {
            faults.add(new Fault("/placedAt", "OUT_OF_RANGE", EARLIEST, null));
        }
        if (payment.paidAt().isBefore(EARLIEST)) {
            faults.add(new Fault("/payment/paidAt", "OUT_OF_RANGE", EARLIEST, null));
        }
        if (isAhead(payment.paidAt(), now)) {
            faults.add(new Fault("/payment/paidAt", "IN_THE_FUTURE"));
        }
        if (payment.channelTransactionId() == null && !payment.paid().isZero()) {
            faults.add(new Fault("/payment/channelTransactionId", "REQUIRED"));
        }
        if (promisedDeliveryAt != null && promisedDeliveryAt.isBefore(placedAt)) {
            faults.add(new Fault("/promisedDeliveryAt", "BEFORE_THE_ORDER"));
        }
        var latest = now.plus(LATEST_PROMISE);
        if (promisedDeliveryAt != null && promisedDeliveryAt.isAfter(latest)) {
            faults.add(new Fault("/promisedDeliveryAt", "OUT_OF_RANGE", null, latest));
        }
        var cards = items.stream().mapToLong(OrderItem::quantity).sum();
        if (cards < 1 || cards > MAX_CARDS) {
            faults.add(new Fault("/items", "CARDS_OUT_OF_RANGE"));
        } else if (payment.paid().value() > priceSum()) {
            faults.add(new Fault("/payment/paidAmount", "PAID_ABOVE_PRICES"));
        }
        return faults;
    }

    /// Whether the same was fed in again. The payer's print is left out: another key makes another one.
    public boolean isSameAs(Purchase other) {
        return withoutPrint().equals(other.withoutPrint());
    }

    private Purchase withoutPrint() {
        return new Purchase(
                storefront,
                orderNo,
                customerId,
                merchantId,
                placedAt,
                promisedDeliveryAt,
                expressRefund,
                items,
                payment.withoutPrint());
    }

    /// Whether a time that somebody told us can't be true yet.
    public static boolean isAhead(Instant told, Instant now) {
        return told.isAfter(now.plus(CLOCK_SKEW));
    }

    /// At most 100 × [Money#MAX_VALUE]: far from overflow.
    long priceSum() {
        return items.stream().mapToLong(i -> i.quantity() * i.unitPrice().value()).sum();
    }

    public String currency() {
        return payment.paid().currency();
    }

    /// The name by which people recognise the order: its first product's.
    public String productName() {
        return items.getFirst().name();
    }

    public Set<String> categories() {
        return items.stream().map(OrderItem::category).collect(Collectors.toUnmodifiableSet());
    }
}
