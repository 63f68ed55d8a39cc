package cn.juhui.contracts.order;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/// The storefront fed a paid order in; its policy is frozen on it (R10).
public record OrderPlaced(
        @JsonUnwrapped OrderIds ids,
        String productName,
        List<OrderedCard> cards,
        Money paid,
        PaymentChannel channel,
        boolean expressRefund,
        int policyVersion,
        Instant placedAt)
        implements OrderEvent {

    public static final String TYPE = "order.placed";

    @Override
    public String type() {
        return TYPE;
    }
}
