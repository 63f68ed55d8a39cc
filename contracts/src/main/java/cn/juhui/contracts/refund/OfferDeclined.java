package cn.juhui.contracts.refund;

import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The customer declined the merchant's offer.
public record OfferDeclined(@JsonUnwrapped CaseIds ids, Money amount) implements RefundEvent {

    public static final String TYPE = "refund.offer_declined";

    @Override
    public String type() {
        return TYPE;
    }
}
