package cn.juhui.order.adapter.http;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;
import cn.juhui.order.application.PayerPrints;
import cn.juhui.order.domain.OrderItem;
import cn.juhui.order.domain.PayerName;
import cn.juhui.order.domain.Payment;
import cn.juhui.order.domain.Purchase;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order as a storefront tells it; amounts in minor units. The same limits hold for JSON and CSV.
record PlaceOrderRequest(
        @NotNull @Pattern(regexp = ID, message = "JH20261124000001") String orderNo,
        @NotNull @Pattern(regexp = ID, message = "cus_alice") String customerId,
        @NotNull @Pattern(regexp = ID, message = "mer_guoka") String merchantId,
        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "CNY") String currency,
        @NotNull Instant placedAt,
        @NotEmpty @Size(max = Purchase.MAX_CARDS) List<@NotNull @Valid Item> items,
        @NotNull @Valid Paid payment,
        @Nullable Instant promisedDeliveryAt,
        @Nullable Boolean expressRefund) {

    static final String ID = "[A-Za-z0-9][A-Za-z0-9_.:@-]{0,63}";
    static final String CATEGORY = "[A-Z][A-Z0-9_]{0,39}";
    private static final String PRINTABLE = "\\P{Cntrl}*";

    record Item(
            @NotBlank @Size(max = 64) @Pattern(regexp = PRINTABLE) String sku,
            @NotBlank @Size(max = 200) @Pattern(regexp = PRINTABLE) String name,
            @NotNull @Pattern(regexp = CATEGORY, message = "GAME_CARD") String category,
            @NotNull @Min(1) @Max(Purchase.MAX_CARDS) Integer quantity,
            @NotNull @Min(0) @Max(Money.MAX_VALUE) Long unitPrice,
            @NotNull @Min(1) @Max(Money.MAX_VALUE) Long faceValue,
            @Nullable @Size(min = 1, max = 64) @Pattern(regexp = PRINTABLE)
                    String rechargeAccount) {}

    record Paid(
            @NotNull PaymentChannel channel,
            @Nullable @Pattern(regexp = "[A-Za-z0-9_.:-]{1,128}") String channelTransactionId,
            @NotNull @Min(0) @Max(Money.MAX_VALUE) Long paidAmount,
            @NotNull Instant paidAt,
            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = PRINTABLE) String payerName) {

        private @Nullable String print(String storefront, String orderNo, PayerPrints prints) {
            return payerName == null
                    ? null
                    : PayerName.of(payerName)
                            .map(name -> prints.of(storefront, orderNo, name))
                            .orElse(null);
        }

        /// Without the name.
        @Override
        public String toString() {
            return "Paid[" + channel + ", " + paidAmount + "]";
        }
    }

    Purchase toPurchase(String storefront, PayerPrints prints) {
        return new Purchase(
                storefront,
                orderNo,
                customerId,
                merchantId,
                placedAt,
                promisedDeliveryAt,
                Boolean.TRUE.equals(expressRefund),
                items.stream().map(this::toItem).toList(),
                new Payment(
                        payment.channel(),
                        payment.channelTransactionId(),
                        new Money(payment.paidAmount(), currency),
                        payment.paidAt(),
                        payment.print(storefront, orderNo, prints)));
    }

    private OrderItem toItem(Item item) {
        return new OrderItem(
                item.sku(),
                item.name(),
                item.category(),
                item.quantity(),
                new Money(item.unitPrice(), currency),
                new Money(item.faceValue(), currency),
                item.rechargeAccount());
    }
}
