package cn.juhui.order.adapter.http;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.order.adapter.http.access.InputPatterns;
import cn.juhui.order.application.PayerPrints;
import cn.juhui.order.domain.purchase.OrderItem;
import cn.juhui.order.domain.purchase.PayerName;
import cn.juhui.order.domain.purchase.Payment;
import cn.juhui.order.domain.purchase.Purchase;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/// An order as a storefront tells it; amounts in minor units. The same limits hold for JSON and CSV.
public record PlaceOrderRequest(
        @NotNull
                @Size(max = InputPatterns.ID_LENGTH)
                @Pattern(regexp = InputPatterns.ID, message = "JH20261124000001")
                String orderNo,
        @NotNull
                @Size(max = InputPatterns.ID_LENGTH)
                @Pattern(regexp = InputPatterns.ID, message = "cus_alice")
                String customerId,
        @NotNull
                @Size(max = InputPatterns.ID_LENGTH)
                @Pattern(regexp = InputPatterns.ID, message = "mer_guoka")
                String merchantId,
        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "CNY") String currency,
        @NotNull Instant placedAt,
        @NotEmpty @Size(max = Purchase.MAX_CARDS) List<@NotNull @Valid Item> items,
        @NotNull @Valid Paid payment,
        @Nullable Instant promisedDeliveryAt,
        @Nullable Boolean expressRefund) {

    private static final String PRINTABLE = "\\P{Cntrl}*";

    public record Item(
            @NotBlank @Size(max = 64) @Pattern(regexp = PRINTABLE, message = "GC-100") String sku,
            @NotBlank @Size(max = 200) @Pattern(regexp = PRINTABLE, message = "100元游戏点卡")
                    String name,
            @NotNull
                    @Size(max = InputPatterns.CATEGORY_LENGTH)
                    @Pattern(regexp = InputPatterns.CATEGORY, message = InputPatterns.ONE_CATEGORY)
                    String category,
            @NotNull @Range(min = 1, max = Purchase.MAX_CARDS) Integer quantity,
            @NotNull @Range(max = Money.MAX_VALUE) Long unitPrice,
            @NotNull @Range(min = 1, max = Money.MAX_VALUE) Long faceValue,
            @Nullable @Size(min = 1, max = 64) @Pattern(regexp = PRINTABLE, message = "13800138000")
                    String rechargeAccount) {}

    public record Paid(
            @NotNull PaymentChannel channel,
            @Nullable
                    @Size(max = 128)
                    @Pattern(
                            regexp = "[A-Za-z0-9_.:-]{1,128}",
                            message = "4200001234202611240000000001")
                    String channelTransactionId,
            @NotNull @Range(max = Money.MAX_VALUE) Long paidAmount,
            @NotNull Instant paidAt,
            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = PRINTABLE, message = "张三")
                    String payerName) {

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

    public Purchase toPurchase(String storefront, PayerPrints prints) {
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
