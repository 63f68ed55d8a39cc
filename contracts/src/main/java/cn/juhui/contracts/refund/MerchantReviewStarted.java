package cn.juhui.contracts.refund;

import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/// The order holds amount and cards; the merchant decides, on a clock.
public record MerchantReviewStarted(
        @JsonUnwrapped CaseIds ids, Money amount, List<CardArithmetic> arithmetic, Instant deadline)
        implements RefundEvent {

    public static final String TYPE = "refund.merchant_review_started";

    @Override
    public String type() {
        return TYPE;
    }
}
