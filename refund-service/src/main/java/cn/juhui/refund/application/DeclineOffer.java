package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// The customer declines the merchant's offer: the platform decides.
public record DeclineOffer(Cases cases) {

    public Handled<Refund, Refusal> decline(String refundId, Cause cause) {
        return cases.tell(refundId, new Command.DeclineOffer(), cause);
    }
}
