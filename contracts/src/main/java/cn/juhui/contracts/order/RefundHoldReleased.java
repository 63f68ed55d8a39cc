package cn.juhui.contracts.order;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// A refund ended without money: its cards can be used again.
public record RefundHoldReleased(
        @JsonUnwrapped OrderIds ids, RefundId refundId, List<CardId> cardIds, Money amount)
        implements OrderEvent {

    public static final String TYPE = "order.refund_hold_released";

    @Override
    public String type() {
        return TYPE;
    }
}
