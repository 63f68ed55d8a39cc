package cn.juhui.contracts.order;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// The channel took the money of a refund back: it is owed to the customer again, and held for them. The cards stay void.
///
/// @param amount what is held (again)
/// @param refundedInAll what is back with the customer now, of all refunds of the order
public record RefundReversed(
        @JsonUnwrapped OrderIds ids,
        RefundId refundId,
        List<CardId> cardIds,
        Money amount,
        Money refundedInAll)
        implements OrderEvent {

    public static final String TYPE = "order.refund_reversed";

    @Override
    public String type() {
        return TYPE;
    }
}
