package cn.juhui.contracts.refund;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// The merchant agreed, or the policy did in the merchant's silence (`bySilence`).
public record MerchantApproved(
        @JsonUnwrapped CaseIds ids, Money amount, List<CardId> cardIds, boolean bySilence)
        implements RefundEvent {

    public static final String TYPE = "refund.merchant_approved";

    @Override
    public String type() {
        return TYPE;
    }
}
