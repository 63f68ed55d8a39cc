package cn.juhui.contracts.order;

import cn.juhui.contracts.CardArithmetic;
import cn.juhui.contracts.Money;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.RuleOutcome;
import java.util.List;

/// The order reserved amount and cards for a refund (R6, R7): the cards are frozen from now on (R8).
public record RefundHeld(
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String refundId,
        List<String> cardIds,
        Money amount,
        List<CardArithmetic> arithmetic,
        RefundRoute route,
        List<RuleOutcome> rules,
        ReviewTerms terms)
        implements OrderEvent {

    public static final String TYPE = "order.refund_held";

    @Override
    public String type() {
        return TYPE;
    }
}
