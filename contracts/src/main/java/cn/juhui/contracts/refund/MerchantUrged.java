package cn.juhui.contracts.refund;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The customer urged the merchant after the deadline.
public record MerchantUrged(@JsonUnwrapped CaseIds ids, int count) implements RefundEvent {

    public static final String TYPE = "refund.merchant_urged";

    @Override
    public String type() {
        return TYPE;
    }
}
