package cn.juhui.contracts.refund;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/// The merchant's clock ran out.
public record MerchantOverdue(@JsonUnwrapped CaseIds ids, Instant deadline) implements RefundEvent {

    public static final String TYPE = "refund.merchant_overdue";

    @Override
    public String type() {
        return TYPE;
    }
}
