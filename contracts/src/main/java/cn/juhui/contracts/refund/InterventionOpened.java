package cn.juhui.contracts.refund;

import cn.juhui.contracts.refund.term.InterventionCause;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/// The platform decides instead of the merchant. `cause`: APPEAL, MERCHANT_SILENT, CUSTOMER_REQUEST, OFFER_DECLINED, PAYOUT_ACCOUNT, AGENT_OPENED or NEUTRAL_FACT.
public record InterventionOpened(
        @JsonUnwrapped CaseIds ids, InterventionCause cause, Instant deadline)
        implements RefundEvent {

    public static final String TYPE = "refund.intervention_opened";

    @Override
    public String type() {
        return TYPE;
    }
}
