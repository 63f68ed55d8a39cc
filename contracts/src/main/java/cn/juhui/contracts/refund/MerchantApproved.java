package cn.juhui.contracts.refund;

import cn.juhui.contracts.Money;
import java.util.List;

/// The merchant agreed, or the policy did in the merchant's silence (`bySilence`).
public record MerchantApproved(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        Money amount,
        List<String> cardIds,
        boolean bySilence)
        implements RefundEvent {

    public static final String TYPE = "refund.merchant_approved";

    @Override
    public String type() {
        return TYPE;
    }
}
