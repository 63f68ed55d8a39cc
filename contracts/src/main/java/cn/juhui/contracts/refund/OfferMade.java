package cn.juhui.contracts.refund;

import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/// The merchant offers another amount.
public record OfferMade(@JsonUnwrapped CaseIds ids, Money amount, String text, Instant deadline)
        implements RefundEvent {

    public static final String TYPE = "refund.offer_made";

    @Override
    public String type() {
        return TYPE;
    }
}
