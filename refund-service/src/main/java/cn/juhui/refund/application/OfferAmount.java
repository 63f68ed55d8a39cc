package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// The merchant offers another amount.
public record OfferAmount(Cases cases) {

    public Handled<Refund, Refusal> offer(String refundId, Command.Offer offer, Cause cause) {
        return cases.tell(refundId, offer, cause);
    }
}
