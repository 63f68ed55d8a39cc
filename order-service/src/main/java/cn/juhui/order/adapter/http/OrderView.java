package cn.juhui.order.adapter.http;

import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.order.adapter.http.policy.PolicyView;
import cn.juhui.order.domain.OrderStatus;
import cn.juhui.order.domain.card.CardStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order as its sides see it.
record OrderView(
        String id,
        String orderNo,
        OrderStatus status,
        String customerId,
        String merchantId,
        String productName,
        String currency,
        Instant placedAt,
        @Nullable Instant promisedDeliveryAt,
        boolean expressRefund,
        List<Item> items,
        Payment payment,
        PolicyView policy,
        Balance balance,
        List<String> allowedActions,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /// @param rechargeAccount masked
    record Item(
            String sku,
            String name,
            String category,
            int quantity,
            Money unitPrice,
            Money faceValue,
            @Nullable String rechargeAccount,
            List<CardView> cards) {}

    /// @param refundId the refund that froze or voided it
    /// @param shipment who told the delivery, when, and by what proof
    /// @param use the same of its use
    /// @param check the same of the supplier's last answer
    record CardView(
            String id,
            CardStatus status,
            Money paidPrice,
            Money faceValue,
            Money remainingValue,
            @Nullable Instant shippedAt,
            @Nullable String codeHint,
            @Nullable String refundId,
            @Nullable Provenance shipment,
            @Nullable Provenance use,
            @Nullable Provenance check) {}

    record Payment(
            PaymentChannel channel,
            @Nullable String channelTransactionId,
            Money paidAmount,
            Instant paidAt,
            Provenance provenance) {}

    record Balance(Money paid, Money held, Money refunded, Money refundable) {}
}
