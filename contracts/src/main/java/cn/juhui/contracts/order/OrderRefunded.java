package cn.juhui.contracts.order;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// The money of a refund is back with the customer: the hold became a refund.
public record OrderRefunded(
        @JsonUnwrapped OrderIds ids,
        RefundId refundId,
        List<CardId> cardIds,
        Money amount,
        Money refundedInAll)
        implements OrderEvent {

    public static final String TYPE = "order.refunded";

    @Override
    public String type() {
        return TYPE;
    }
}
