package cn.juhui.contracts.refund;

import java.time.Instant;

/// The platform decides instead of the merchant. `cause`: APPEAL, MERCHANT_SILENT, CUSTOMER_REQUEST, OFFER_DECLINED, PAYOUT_ACCOUNT, AGENT_OPENED or NEUTRAL_FACT.
public record InterventionOpened(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String cause,
        Instant deadline)
        implements RefundEvent {

    public static final String TYPE = "refund.intervention_opened";

    @Override
    public String type() {
        return TYPE;
    }
}
