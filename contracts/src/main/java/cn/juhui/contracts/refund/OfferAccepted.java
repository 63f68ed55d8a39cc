package cn.juhui.contracts.refund;

import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The customer accepted the merchant's offer: approved for that amount.
public record OfferAccepted(@JsonUnwrapped CaseIds ids, Money amount) implements RefundEvent {

    public static final String TYPE = "refund.offer_accepted";

    @Override
    public String type() {
        return TYPE;
    }
}
