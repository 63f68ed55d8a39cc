package cn.juhui.contracts.refund;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// The platform's rules approved at once (R9).
public record ExpressApproved(@JsonUnwrapped CaseIds ids, Money amount, List<CardId> cardIds)
        implements RefundEvent {

    public static final String TYPE = "refund.express_approved";

    @Override
    public String type() {
        return TYPE;
    }
}
