package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// The customer accepts the merchant's offer.
public record AcceptOffer(Cases cases) {

    public Handled<Refund, Refusal> accept(String refundId, Cause cause) {
        return cases.tell(refundId, new Command.AcceptOffer(), cause);
    }
}
