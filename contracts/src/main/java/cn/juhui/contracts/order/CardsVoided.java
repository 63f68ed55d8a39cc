package cn.juhui.contracts.order;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/// The cards of an approved refund can never be spent again (R8): the money may move. Carries what the payout needs.
public record CardsVoided(
        @JsonUnwrapped OrderIds ids,
        RefundId refundId,
        List<CardId> cardIds,
        Money amount,
        PaymentChannel channel,
        String channelTransactionId,
        Instant paidAt)
        implements OrderEvent {

    public static final String TYPE = "order.cards_voided";

    @Override
    public String type() {
        return TYPE;
    }
}
